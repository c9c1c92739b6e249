//! Basketball, baseball, American football and rugby competitions and their teams.

use super::Competition;
use super::sports::{AMERICAN_FOOTBALL, BASEBALL, BASKETBALL, RUGBY};

#[rustfmt::skip]
pub(crate) const COMPETITIONS: &[Competition] = &[
    Competition {
        code: "NBA",
        sport: &BASKETBALL,
        total: 228.0,
        members: &[
            "Oklahoma City Thunder", "Denver Nuggets", "Cleveland Cavaliers", "Houston Rockets",
            "New York Knicks", "Minnesota Timberwolves", "Orlando Magic", "Los Angeles Lakers",
            "Golden State Warriors", "Detroit Pistons", "San Antonio Spurs", "Los Angeles Clippers",
            "Atlanta Hawks", "Milwaukee Bucks", "Boston Celtics", "Dallas Mavericks", "Miami Heat",
            "Toronto Raptors", "Philadelphia 76ers", "Indiana Pacers", "Chicago Bulls",
            "Memphis Grizzlies", "Phoenix Suns", "Portland Trail Blazers", "Sacramento Kings",
            "New Orleans Pelicans", "Charlotte Hornets", "Utah Jazz", "Brooklyn Nets",
            "Washington Wizards",
        ],
    },
    Competition {
        code: "EURO",
        sport: &BASKETBALL,
        total: 165.0,
        members: &[
            "Olympiacos Piraeus", "Panathinaikos Athens", "Real Madrid Baloncesto", "Fenerbahçe Beko",
            "Monaco Basket", "Hapoel Tel Aviv", "Žalgiris Kaunas", "Anadolu Efes", "FC Barcelona Bàsquet",
            "Valencia Basket", "Crvena zvezda", "Partizan Belgrade", "Olimpia Milano", "Paris Basketball",
            "Dubai Basketball", "Virtus Bologna", "Bayern München Basketball", "Baskonia",
            "Maccabi Tel Aviv Basketball", "LDLC ASVEL",
        ],
    },
    Competition {
        code: "MLB",
        sport: &BASEBALL,
        total: 8.6,
        members: &[
            "Los Angeles Dodgers", "New York Yankees", "Philadelphia Phillies", "Milwaukee Brewers",
            "Toronto Blue Jays", "Chicago Cubs", "San Diego Padres", "Seattle Mariners",
            "Boston Red Sox", "Detroit Tigers", "Houston Astros", "New York Mets",
            "Cleveland Guardians", "Cincinnati Reds", "Texas Rangers", "Kansas City Royals",
            "Arizona Diamondbacks", "San Francisco Giants", "Tampa Bay Rays", "Atlanta Braves",
            "St. Louis Cardinals", "Miami Marlins", "Baltimore Orioles", "Athletics",
            "Minnesota Twins", "Los Angeles Angels", "Pittsburgh Pirates", "Washington Nationals",
            "Chicago White Sox", "Colorado Rockies",
        ],
    },
    Competition {
        code: "NFL",
        sport: &AMERICAN_FOOTBALL,
        total: 45.5,
        members: &[
            "Philadelphia Eagles", "Buffalo Bills", "Kansas City Chiefs", "Green Bay Packers",
            "Detroit Lions", "Los Angeles Rams", "Seattle Seahawks", "Denver Broncos",
            "Indianapolis Colts", "Tampa Bay Buccaneers", "New England Patriots",
            "San Francisco 49ers", "Los Angeles Chargers", "Jacksonville Jaguars", "Baltimore Ravens",
            "Pittsburgh Steelers", "Houston Texans", "Chicago Bears", "Minnesota Vikings",
            "Washington Commanders", "Dallas Cowboys", "Carolina Panthers", "Atlanta Falcons",
            "Arizona Cardinals", "Miami Dolphins", "Cincinnati Bengals", "New York Giants",
            "Las Vegas Raiders", "Cleveland Browns", "New Orleans Saints", "Tennessee Titans",
            "New York Jets",
        ],
    },
    Competition {
        code: "RUGBY",
        sport: &RUGBY,
        total: 50.0,
        members: &[
            "Stade Toulousain", "Union Bordeaux-Bègles", "Leinster", "RC Toulon", "Bath Rugby",
            "Northampton Saints", "La Rochelle", "Saracens", "Glasgow Warriors", "Section Paloise",
            "Bulls", "Stormers", "Sharks Durban", "Racing 92", "Munster", "ASM Clermont",
            "Leicester Tigers", "Bristol Bears", "Stade Français Paris", "Castres Olympique",
            "Harlequins", "Exeter Chiefs", "Aviron Bayonnais", "Lyon OU", "Montpellier Hérault",
            "Ulster", "Edinburgh Rugby", "Connacht", "Benetton Treviso", "Scarlets", "Ospreys",
            "Cardiff Rugby", "USA Perpignan", "US Montauban", "Gloucester Rugby", "Sale Sharks",
        ],
    },
];
