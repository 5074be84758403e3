//! Small questionnaires made up from a number: the same number gives the same questionnaire, on any machine.

use std::fmt::Write as _;

/// A sequence of numbers that look random (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % end as u64) as usize
    }

    /// Whether something happens that happens `times` times out of a hundred.
    pub fn chance(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// Some of the items, at least one.
    pub fn some<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        let mut taken: Vec<T> = items.iter().filter(|_| self.chance(40)).cloned().collect();
        if taken.is_empty() {
            taken.push(items[self.below(items.len())].clone());
        }
        taken
    }
}

struct Asked {
    any: bool,
    sheet_only: bool,
    answers: Vec<String>,
    flags: Vec<String>,
}

/// A questionnaire as YAML.
pub fn questionnaire(seed: u64) -> String {
    let mut random = Random(seed);
    let mut asked: Vec<Asked> = Vec::new();
    let mut yaml = String::from("questions:\n");
    for number in 0..2 + random.below(3) {
        question(&mut random, number, &mut asked, &mut yaml);
    }
    let (outcomes, notes) = (3 + random.below(4), random.below(4));
    yaml.push_str("outcomes:\n");
    let serious = random.chance(85);
    for (level, chance) in [("emergency", 90), ("today", 90)] {
        let flags: Vec<String> = asked
            .iter()
            .enumerate()
            .flat_map(|(number, of)| {
                of.flags
                    .iter()
                    .filter(|flag| flag.starts_with(level))
                    .map(move |flag| format!("    - q{number}: [{flag}]\n"))
            })
            .collect();
        if serious && random.chance(chance) && !flags.is_empty() {
            let _ = write!(yaml, "  - id: {level}\n    level: {level}\n    when:\n{}", flags.concat());
        }
    }
    for number in 0..outcomes {
        let rest = number + 1 == outcomes && random.chance(80);
        let when = if rest {
            "otherwise: true".to_owned()
        } else {
            format!("when: {}", condition(&mut random, &asked, false))
        };
        let _ = write!(yaml, "  - id: o{number}\n    {when}\n");
    }
    if notes > 0 {
        yaml.push_str("also:\n");
    }
    for number in 0..notes {
        let _ = write!(yaml, "  - id: n{number}\n    when: {}\n", condition(&mut random, &asked, false));
    }
    promises(&mut random, &asked, outcomes, notes, &mut yaml);
    yaml
}

fn question(random: &mut Random, number: usize, asked: &mut Vec<Asked>, yaml: &mut String) {
    let any = random.chance(45);
    let sheet_only = number > 0 && random.chance(8);
    let _ = write!(yaml, "  - id: q{number}\n    choose: {}\n", if any { "any" } else { "one" });
    if number > 0 && random.chance(30) {
        let _ = writeln!(yaml, "    show-if: {}", condition(random, asked, false));
    }
    if sheet_only {
        yaml.push_str("    sheet-only: true\n");
    }
    yaml.push_str("    answers:\n");
    let mut of = Asked { any, sheet_only, answers: Vec::new(), flags: Vec::new() };
    for at in 0..2 + random.below(3) {
        let level = match random.below(8) {
            0 => "emergency",
            1 => "today",
            _ => "",
        };
        let id = format!("{level}a{at}");
        let more = if !level.is_empty() {
            of.flags.push(id.clone());
            format!(" {{ red-flag: {level} }}")
        } else if any && random.chance(25) {
            " { only: true }".to_owned()
        } else {
            String::new()
        };
        let _ = writeln!(yaml, "      {id}:{more}");
        of.answers.push(id);
    }
    of.answers.push("skip".to_owned());
    asked.push(of);
}

fn condition(random: &mut Random, asked: &[Asked], any_answer: bool) -> String {
    let terms: Vec<String> = (0..1 + random.below(2)).map(|_| term(random, asked, any_answer)).collect();
    format!("[ {} ]", terms.join(", "))
}

fn term(random: &mut Random, asked: &[Asked], any_answer: bool) -> String {
    let numbers: Vec<usize> = (0..asked.len()).collect();
    let chosen = random.some(&numbers);
    let mut literals: Vec<String> = Vec::new();
    for number in chosen {
        let of = &asked[number];
        let named = if of.sheet_only && !any_answer { &of.flags } else { &of.answers };
        if named.is_empty() {
            continue;
        }
        let answers = random.some(named).join(", ");
        literals.push(match random.below(10) {
            0 => format!("q{number}: {{ none: [{answers}] }}"),
            1 | 2 if of.any => format!("q{number}: {{ all: [{answers}] }}"),
            _ => format!("q{number}: [{answers}]"),
        });
    }
    if literals.is_empty() {
        return "{ q0: [skip] }".to_owned();
    }
    format!("{{ {} }}", literals.join(", "))
}

fn promises(random: &mut Random, asked: &[Asked], outcomes: usize, notes: usize, yaml: &mut String) {
    let outcome_ids: Vec<String> = (0..outcomes).map(|number| format!("o{number}")).collect();
    let note_ids: Vec<String> = (0..notes).map(|number| format!("n{number}")).collect();
    yaml.push_str("promises:\n  never:\n");
    for _ in 0..2 {
        let (when, gives) = (condition(random, asked, true), random.some(&outcome_ids).join(", "));
        let _ = writeln!(yaml, "    - {{ when: {when}, gives: [{gives}] }}");
    }
    if notes > 0 {
        let (when, shows) = (condition(random, asked, true), random.some(&note_ids).join(", "));
        let _ = write!(yaml, "  always:\n    - {{ when: {when}, shows: [{shows}] }}\n");
    }
    yaml.push_str("  ignores:\n");
    for _ in 0..2 {
        let number = random.below(asked.len());
        if random.chance(50) {
            let _ = writeln!(yaml, "    - q{number}");
        } else {
            let answers = random.some(&asked[number].answers).join(", ");
            let _ = writeln!(yaml, "    - q{number}: [{answers}]");
        }
    }
    let mut all = outcome_ids;
    all.extend(note_ids);
    let together: Vec<String> = all.iter().filter(|_| random.chance(50)).cloned().collect();
    if together.len() > 1 {
        let _ = write!(yaml, "  never-together:\n    - [{}]\n", together.join(", "));
    }
}
