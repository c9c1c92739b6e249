//! Ice hockey competitions and their teams.

use super::Competition;
use super::sports::{HOCKEY, Sport};

const SPORT: &Sport = &HOCKEY;

#[rustfmt::skip]
pub(crate) const COMPETITIONS: &[Competition] = &[
    Competition {
        code: "NHL",
        sport: SPORT,
        total: 6.2,
        members: &[
            "Colorado Avalanche", "Florida Panthers", "Carolina Hurricanes", "Vegas Golden Knights",
            "Dallas Stars", "Edmonton Oilers", "Tampa Bay Lightning", "Winnipeg Jets",
            "Washington Capitals", "Toronto Maple Leafs", "Los Angeles Kings", "New Jersey Devils",
            "Minnesota Wild", "Ottawa Senators", "Canadiens de Montréal", "New York Rangers",
            "St. Louis Blues", "Utah Mammoth", "Boston Bruins", "Detroit Red Wings", "Anaheim Ducks",
            "Vancouver Canucks", "New York Islanders", "Columbus Blue Jackets", "Pittsburgh Penguins",
            "Philadelphia Flyers", "Seattle Kraken", "Buffalo Sabres", "Nashville Predators",
            "Calgary Flames", "Chicago Blackhawks", "San Jose Sharks",
        ],
    },
    Competition {
        code: "AHL",
        sport: SPORT,
        total: 6.0,
        members: &[
            "Laval Rocket", "Hershey Bears", "Grand Rapids Griffins", "Providence Bruins",
            "Texas Stars", "Abbotsford Canucks", "Milwaukee Admirals", "Toronto Marlies",
            "Ontario Reign", "Coachella Valley Firebirds", "Rochester Americans", "Syracuse Crunch",
            "Cleveland Monsters", "Charlotte Checkers", "Wilkes-Barre/Scranton Penguins",
            "Springfield Thunderbirds", "Manitoba Moose", "Colorado Eagles", "Belleville Senators",
            "Calgary Wranglers", "Chicago Wolves", "Iowa Wild",
        ],
    },
    Competition {
        code: "KHL",
        sport: SPORT,
        total: 5.1,
        members: &[
            "Lokomotiv Yaroslavl", "Metallurg Magnitogorsk", "SKA St. Petersburg", "CSKA Moscow",
            "Ak Bars Kazan", "Avangard Omsk", "Dynamo Moscow", "Salavat Yulaev Ufa",
            "Traktor Chelyabinsk", "Spartak Moscow", "Severstal Cherepovets", "Torpedo Nizhny Novgorod",
            "Avtomobilist Yekaterinburg", "Dinamo Minsk", "Sibir Novosibirsk", "Barys Astana",
        ],
    },
    Competition {
        code: "SHL",
        sport: SPORT,
        total: 5.3,
        members: &[
            "Frölunda HC", "Skellefteå AIK", "Färjestad BK", "Växjö Lakers", "Luleå HF",
            "Brynäs IF", "Rögle BK", "Djurgårdens IF", "Örebro HK", "Timrå IK", "Linköping HC",
            "Malmö Redhawks", "Leksands IF", "HV71",
        ],
    },
    Competition {
        code: "DEL",
        sport: SPORT,
        total: 5.9,
        members: &[
            "Eisbären Berlin", "Adler Mannheim", "ERC Ingolstadt", "Kölner Haie",
            "EHC Red Bull München", "Fischtown Pinguins", "Straubing Tigers", "Grizzlys Wolfsburg",
            "Nürnberg Ice Tigers", "Schwenninger Wild Wings", "Löwen Frankfurt",
            "Augsburger Panther", "Iserlohn Roosters", "Dresdner Eislöwen",
        ],
    },
    Competition {
        code: "SMLIT",
        sport: SPORT,
        total: 5.4,
        members: &[
            "Kiekko-Vantaa", "Jokerit", "IPK Iisalmi", "Ketterä Imatra", "TUTO Hockey", "Hermes",
            "RoKi", "FPS Forssa", "Pyry Nokia", "Kiekko-Pojat",
        ],
    },
    Competition {
        code: "LIIGA",
        sport: SPORT,
        total: 5.2,
        members: &[
            "Tappara", "KalPa", "SaiPa", "Ilves", "Lukko", "HIFK", "Kärpät", "TPS", "HPK", "Ässät",
            "JYP", "KooKoo", "Pelicans", "Sport Vaasa", "Jukurit", "K-Espoo",
        ],
    },
];
