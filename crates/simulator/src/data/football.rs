//! Football competitions and their clubs, and the raw names nobody mapped.

use super::Competition;
use super::sports::{FOOTBALL, OTHER, Sport};

const SPORT: &Sport = &FOOTBALL;

#[rustfmt::skip]
pub(crate) const COMPETITIONS: &[Competition] = &[
    Competition {
        code: "EPL",
        sport: SPORT,
        total: 2.85,
        members: &[
            "Manchester City", "Arsenal", "Liverpool", "Chelsea", "Newcastle United", "Aston Villa",
            "Tottenham Hotspur", "Manchester United", "Brighton & Hove Albion", "Bournemouth",
            "Nottingham Forest", "Crystal Palace", "Fulham", "Brentford", "West Ham United",
            "Everton", "Wolverhampton Wanderers", "Leeds United", "Burnley", "Sunderland",
        ],
    },
    Competition {
        code: "LIG1",
        sport: SPORT,
        total: 2.75,
        members: &[
            "PSG", "Marseille", "Monaco", "Lille", "Lyon", "Nice", "Lens", "Strasbourg", "Rennes",
            "Brest", "Toulouse", "Nantes", "Auxerre", "Lorient", "Paris FC", "Le Havre", "Angers",
            "Metz",
        ],
    },
    Competition {
        code: "BUND",
        sport: SPORT,
        total: 3.15,
        members: &[
            "Bayern München", "Bayer Leverkusen", "Borussia Dortmund", "RB Leipzig",
            "Eintracht Frankfurt", "VfB Stuttgart", "SC Freiburg", "Werder Bremen",
            "Borussia Mönchengladbach", "TSG Hoffenheim", "VfL Wolfsburg", "Mainz 05",
            "Union Berlin", "FC Augsburg", "1. FC Köln", "Hamburger SV", "FC St. Pauli",
            "1. FC Heidenheim",
        ],
    },
    Competition {
        code: "SERA",
        sport: SPORT,
        total: 2.55,
        members: &[
            "Inter", "Napoli", "Juventus", "Milan", "Atalanta", "Roma", "Bologna", "Lazio",
            "Fiorentina", "Como", "Torino", "Udinese", "Sassuolo", "Genoa", "Parma", "Cagliari",
            "Cremonese", "Hellas Verona", "Lecce", "Pisa",
        ],
    },
    Competition {
        code: "LIGA",
        sport: SPORT,
        total: 2.6,
        members: &[
            "Barcelona", "Real Madrid", "Atlético Madrid", "Athletic Club", "Villarreal",
            "Real Betis", "Real Sociedad", "Sevilla", "Valencia", "Celta Vigo", "Girona", "Osasuna",
            "Rayo Vallecano", "Mallorca", "Espanyol", "Getafe", "Deportivo Alavés", "Elche",
            "Levante", "Real Oviedo",
        ],
    },
    Competition {
        code: "UCL",
        sport: SPORT,
        total: 2.95,
        members: &[
            "Benfica", "Sporting CP", "PSV Eindhoven", "Ajax", "Galatasaray", "Club Brugge",
            "Olympiacos", "Slavia Praha", "FC København", "Union Saint-Gilloise", "Bodø/Glimt",
            "Qarabağ", "Pafos", "Kairat Almaty",
        ],
    },
    Competition {
        code: "UEL",
        sport: SPORT,
        total: 2.7,
        members: &[
            "Porto", "Fenerbahçe", "Feyenoord", "Braga", "Celtic", "Rangers", "Genk", "Dinamo Zagreb",
            "Red Star Belgrade", "Salzburg", "Viktoria Plzeň", "Ferencváros", "PAOK", "Panathinaikos",
            "Midtjylland", "Malmö FF", "Young Boys", "FC Basel", "Sturm Graz", "FCSB", "Ludogorets",
            "Maccabi Tel Aviv", "Utrecht", "Go Ahead Eagles", "Brann", "Nottingham Forest",
        ],
    },
    Competition {
        code: "EFL",
        sport: SPORT,
        total: 2.5,
        members: &[
            "Leicester City", "Southampton", "Ipswich Town", "Coventry City", "Middlesbrough",
            "Norwich City", "West Bromwich Albion", "Birmingham City", "Bristol City", "Watford",
            "Wrexham", "Sheffield United", "Millwall", "Stoke City", "Swansea City",
            "Preston North End", "Blackburn Rovers", "Hull City", "Queens Park Rangers",
            "Derby County", "Portsmouth", "Charlton Athletic", "Oxford United",
            "Sheffield Wednesday",
        ],
    },
    Competition {
        code: "ERED",
        sport: SPORT,
        total: 3.1,
        members: &[
            "AZ Alkmaar", "FC Twente", "NEC Nijmegen", "FC Groningen", "sc Heerenveen",
            "Sparta Rotterdam", "Fortuna Sittard", "PEC Zwolle", "Heracles Almelo", "NAC Breda",
            "Excelsior", "FC Volendam", "SC Telstar", "Vitesse",
        ],
    },
    Competition {
        code: "MLS",
        sport: SPORT,
        total: 3.0,
        members: &[
            "Inter Miami", "Los Angeles FC", "Philadelphia Union", "FC Cincinnati", "San Diego FC",
            "Vancouver Whitecaps", "Columbus Crew", "Seattle Sounders", "Minnesota United",
            "Nashville SC", "Charlotte FC", "New York City FC", "Orlando City", "Chicago Fire",
            "Austin FC", "Portland Timbers", "Colorado Rapids", "Real Salt Lake", "LA Galaxy",
            "Houston Dynamo", "New England Revolution", "New York Red Bulls", "CF Montréal",
            "Toronto FC", "Sporting Kansas City", "Atlanta United",
        ],
    },
    Competition {
        code: "LIG2",
        sport: SPORT,
        total: 2.45,
        members: &[
            "Saint-Étienne", "Reims", "Montpellier", "Troyes", "Guingamp", "Red Star", "Pau FC",
            "Le Mans", "Rodez", "Annecy", "Dunkerque", "Amiens", "Nancy", "Grenoble", "Clermont",
            "Laval", "Boulogne", "Bastia",
        ],
    },
    Competition {
        code: "GER2",
        sport: SPORT,
        total: 2.95,
        members: &[
            "Schalke 04", "Hannover 96", "SC Paderborn", "Hertha BSC", "SV Elversberg",
            "Darmstadt 98", "Kaiserslautern", "Karlsruher SC", "VfL Bochum", "Arminia Bielefeld",
            "1. FC Nürnberg", "Fortuna Düsseldorf", "Holstein Kiel", "Greuther Fürth",
            "Preußen Münster", "Eintracht Braunschweig", "Dynamo Dresden", "1. FC Magdeburg",
        ],
    },
    Competition {
        code: "LIGA2",
        sport: SPORT,
        total: 2.3,
        members: &[
            "Racing de Santander", "Deportivo La Coruña", "Almería", "Las Palmas", "Cádiz",
            "Sporting Gijón", "Málaga", "Valladolid", "Burgos", "Castellón", "Eibar", "Leganés",
            "Córdoba", "Huesca", "Granada", "Albacete", "Ceuta", "Andorra", "Cultural Leonesa",
            "Real Zaragoza", "Mirandés", "Real Sociedad B",
        ],
    },
    Competition {
        code: "BRAS",
        sport: SPORT,
        total: 2.4,
        members: &[
            "Flamengo", "Palmeiras", "Cruzeiro", "Mirassol", "Fluminense", "Botafogo", "Bahia",
            "São Paulo", "Grêmio", "Bragantino", "Atlético Mineiro", "Santos", "Corinthians",
            "Vasco da Gama", "Ceará", "Vitória", "Internacional", "Fortaleza", "Juventude",
            "Sport Recife",
        ],
    },
    Competition {
        code: "ARG",
        sport: SPORT,
        total: 2.1,
        members: &[
            "River Plate", "Boca Juniors", "Racing Club", "Rosario Central", "Vélez Sarsfield",
            "Estudiantes", "Lanús", "Argentinos Juniors", "Independiente", "San Lorenzo", "Talleres",
            "Huracán", "Defensa y Justicia", "Belgrano", "Newell's Old Boys", "Platense", "Tigre",
            "Barracas Central", "Unión de Santa Fe", "Banfield", "Instituto", "Gimnasia La Plata",
            "Atlético Tucumán", "Godoy Cruz",
        ],
    },
    Competition {
        code: "Islande - Besta deild",
        sport: &OTHER,
        total: 3.2,
        members: &[
            "Víkingur Reykjavík", "Valur", "Breiðablik", "Stjarnan", "Fram", "FH Hafnarfjörður",
            "KA Akureyri", "ÍA Akranes", "Vestri", "KR Reykjavík",
        ],
    },
    Competition {
        code: "Finlande - Veikkausliiga",
        sport: &OTHER,
        total: 2.8,
        members: &[
            "HJK Helsinki", "KuPS Kuopio", "Ilves Tampere", "SJK Seinäjoki", "Inter Turku",
            "FF Jaro", "VPS Vaasa", "FC Haka", "IFK Mariehamn", "AC Oulu",
        ],
    },
    Competition {
        code: "Algérie - Ligue 1",
        sport: &OTHER,
        total: 2.1,
        members: &[
            "MC Alger", "USM Alger", "JS Kabylie", "CR Belouizdad", "CS Constantine", "ES Sétif",
            "MC Oran", "Paradou AC", "JS Saoura", "ASO Chlef",
        ],
    },
];
