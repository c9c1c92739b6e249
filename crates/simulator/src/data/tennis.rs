//! Tennis players and pairs.

use super::Competition;
use super::sports::TENNIS;

#[rustfmt::skip]
pub(crate) const COMPETITIONS: &[Competition] = &[Competition {
    code: "TENNIS",
    sport: &TENNIS,
    total: 22.5,
    members: &[
        "Carlos Alcaraz", "Jannik Sinner", "Alexander Zverev", "Novak Djokovic", "Taylor Fritz",
        "Ben Shelton", "Félix Auger-Aliassime", "Alex de Minaur", "Lorenzo Musetti", "Jack Draper",
        "Alexander Bublik", "Casper Ruud", "Daniil Medvedev", "Andrey Rublev", "Holger Rune",
        "Alejandro Davidovich Fokina", "Jiří Lehečka", "Karen Khachanov", "Tommy Paul",
        "Francisco Cerúndolo", "Flavio Cobolli", "João Fonseca", "Jakub Menšík", "Tallon Griekspoor",
        "Arthur Rinderknech", "Learner Tien", "Valentin Vacherot", "Cameron Norrie",
        "Brandon Nakashima", "Luciano Darderi", "Corentin Moutet", "Tomáš Macháč", "Ugo Humbert",
        "Alexei Popyrin", "Denis Shapovalov", "Jaume Munar", "Gabriel Diallo", "Sebastian Korda",
        "Arthur Cazaux", "Alex Michelsen", "Grigor Dimitrov", "Stefanos Tsitsipas", "Zizou Bergs",
        "Nuno Borges", "Fábián Marozsán", "Frances Tiafoe", "Giovanni Mpetshi Perricard",
        "Sebastián Báez", "Marin Čilić", "Matteo Berrettini", "Miomir Kecmanović", "Lorenzo Sonego",
        "Aryna Sabalenka", "Iga Świątek", "Coco Gauff", "Amanda Anisimova", "Elena Rybakina",
        "Jessica Pegula", "Mirra Andreeva", "Madison Keys", "Jasmine Paolini", "Ekaterina Alexandrova",
        "Belinda Bencic", "Clara Tauson", "Elina Svitolina", "Emma Navarro", "Naomi Osaka",
        "Liudmila Samsonova", "Victoria Mboko", "Karolína Muchová", "Elise Mertens", "Diana Shnaider",
        "Leylah Fernandez", "Sorana Cîrstea", "Loïs Boisson", "Markéta Vondroušová", "Dayana Yastremska",
        "Emma Raducanu", "Maya Joint", "Anna Kalinskaya", "Jeļena Ostapenko", "Paula Badosa",
        "Iva Jović", "Sofia Kenin", "Marta Kostyuk", "Barbora Krejčíková", "Maria Sakkari",
        "Magda Linette", "Donna Vekić", "Beatriz Haddad Maia", "McCartney Kessler", "Eva Lys",
        "Julian Cash/Lloyd Glasspool", "Marcel Granollers/Horacio Zeballos",
        "Harri Heliövaara/Henry Patten", "Simone Bolelli/Andrea Vavassori",
        "Kevin Krawietz/Tim Pütz", "Joe Salisbury/Neal Skupski",
        "Sara Errani/Taylor Townsend", "Gabriela Dabrowski/Erin Routliffe",
    ],
}];
