//! Wordings of a crisis: whoever types one is shown the help page first, before anything is looked up.
