extension ZoneNames {
  /// From `backward` of the IANA's tz database, 2025b: today's name, then older ones.
  static let old = """
    Africa/Asmara Africa/Asmera
    Africa/Bamako Africa/Timbuktu
    Africa/Cairo Egypt
    Africa/Tripoli Libya
    America/Adak America/Atka US/Aleutian
    America/Anchorage US/Alaska
    America/Argentina/Buenos_Aires America/Buenos_Aires
    America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Catamarca
    America/Argentina/Cordoba America/Cordoba America/Rosario
    America/Argentina/Jujuy America/Jujuy
    America/Argentina/Mendoza America/Mendoza
    America/Atikokan America/Coral_Harbour
    America/Chicago CST6CDT US/Central
    America/Denver America/Shiprock MST7MDT Navajo US/Mountain
    America/Detroit US/Michigan
    America/Edmonton America/Yellowknife Canada/Mountain
    America/Halifax Canada/Atlantic
    America/Havana Cuba
    America/Indiana/Indianapolis America/Fort_Wayne America/Indianapolis US/East-Indiana
    America/Indiana/Knox America/Knox_IN US/Indiana-Starke
    America/Iqaluit America/Pangnirtung
    America/Jamaica Jamaica
    America/Kentucky/Louisville America/Louisville
    America/Los_Angeles PST8PDT US/Pacific
    America/Manaus Brazil/West
    America/Mazatlan Mexico/BajaSur
    America/Mexico_City Mexico/General
    America/New_York EST5EDT US/Eastern
    America/Noronha Brazil/DeNoronha
    America/Nuuk America/Godthab
    America/Phoenix US/Arizona
    America/Regina Canada/Saskatchewan
    America/Rio_Branco America/Porto_Acre Brazil/Acre
    America/Santiago Chile/Continental
    America/Sao_Paulo Brazil/East
    America/St_Johns Canada/Newfoundland
    America/St_Thomas America/Virgin
    America/Tijuana America/Ensenada America/Santa_Isabel Mexico/BajaNorte
    America/Toronto America/Montreal America/Nipigon America/Thunder_Bay Canada/Eastern
    America/Vancouver Canada/Pacific
    America/Whitehorse Canada/Yukon
    America/Winnipeg America/Rainy_River Canada/Central
    Antarctica/McMurdo Antarctica/South_Pole
    Arctic/Longyearbyen Atlantic/Jan_Mayen
    Asia/Ashgabat Asia/Ashkhabad
    Asia/Dhaka Asia/Dacca
    Asia/Ho_Chi_Minh Asia/Saigon
    Asia/Hong_Kong Hongkong
    Asia/Jerusalem Asia/Tel_Aviv Israel
    Asia/Kathmandu Asia/Katmandu
    Asia/Kolkata Asia/Calcutta
    Asia/Macau Asia/Macao
    Asia/Makassar Asia/Ujung_Pandang
    Asia/Nicosia Europe/Nicosia
    Asia/Seoul ROK
    Asia/Shanghai Asia/Chongqing Asia/Chungking Asia/Harbin PRC
    Asia/Singapore Singapore
    Asia/Taipei ROC
    Asia/Tehran Iran
    Asia/Thimphu Asia/Thimbu
    Asia/Tokyo Japan
    Asia/Ulaanbaatar Asia/Choibalsan Asia/Ulan_Bator
    Asia/Urumqi Asia/Kashgar
    Asia/Yangon Asia/Rangoon
    Atlantic/Faroe Atlantic/Faeroe
    Atlantic/Reykjavik Iceland
    Australia/Adelaide Australia/South
    Australia/Brisbane Australia/Queensland
    Australia/Broken_Hill Australia/Yancowinna
    Australia/Darwin Australia/North
    Australia/Hobart Australia/Currie Australia/Tasmania
    Australia/Lord_Howe Australia/LHI
    Australia/Melbourne Australia/Victoria
    Australia/Perth Australia/West
    Australia/Sydney Australia/ACT Australia/Canberra Australia/NSW
    Europe/Chisinau Europe/Tiraspol
    Europe/Dublin Eire
    Europe/Istanbul Asia/Istanbul Turkey
    Europe/Kyiv Europe/Kiev Europe/Uzhgorod Europe/Zaporozhye
    Europe/Lisbon Portugal
    Europe/London Europe/Belfast GB GB-Eire
    Europe/Moscow W-SU
    Europe/Warsaw Poland
    Pacific/Auckland NZ
    Pacific/Chatham NZ-CHAT
    Pacific/Chuuk Pacific/Truk Pacific/Yap
    Pacific/Easter Chile/EasterIsland
    Pacific/Honolulu Pacific/Johnston US/Hawaii
    Pacific/Kanton Pacific/Enderbury
    Pacific/Kwajalein Kwajalein
    Pacific/Pago_Pago Pacific/Samoa US/Samoa
    Pacific/Pohnpei Pacific/Ponape
    UTC Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal Etc/Zulu GMT GMT+0 GMT-0
    UTC GMT0 Greenwich UCT Universal Zulu
    """

  /// Names of Windows, of Ruby on Rails where they are no city's, and abbreviations; `_` for a space.
  static let others = """
    UTC Z Coordinated_Universal_Time Etc/UTC Etc/GMT
    Europe/Paris CET CEST MET MEST MEZ MESZ Romance_Standard_Time Central_European_Time
    Europe/Berlin W._Europe_Standard_Time
    Europe/Budapest Central_Europe_Standard_Time
    Europe/Warsaw Central_European_Standard_Time
    Europe/London BST GMT_Standard_Time Edinburgh
    Europe/Zurich Bern
    Europe/Athens EET EEST
    Europe/Lisbon WET WEST
    Europe/Bucharest GTB_Standard_Time
    Europe/Chisinau E._Europe_Standard_Time
    Europe/Kyiv FLE_Standard_Time Kyev
    Europe/Istanbul Turkey_Standard_Time
    Europe/Moscow MSK Russian_Standard_Time St._Petersburg
    Europe/Minsk Belarus_Standard_Time
    Europe/Kaliningrad Kaliningrad_Standard_Time
    Atlantic/Reykjavik Greenwich_Standard_Time
    Atlantic/Azores Azores_Standard_Time
    Atlantic/Cape_Verde Cape_Verde_Standard_Time Cape_Verde_Is.
    America/New_York EST EDT Eastern_Standard_Time Eastern_Time_(US_&_Canada)
    America/Chicago CST CDT Central_Standard_Time Central_Time_(US_&_Canada)
    America/Denver MST MDT Mountain_Standard_Time Mountain_Time_(US_&_Canada)
    America/Los_Angeles PST PDT Pacific_Standard_Time Pacific_Time_(US_&_Canada)
    America/Phoenix US_Mountain_Standard_Time Arizona
    America/Indiana/Indianapolis US_Eastern_Standard_Time Indiana_(East)
    America/Anchorage Alaskan_Standard_Time Alaska
    Pacific/Honolulu HST Hawaiian_Standard_Time Hawaii
    America/Halifax Atlantic_Standard_Time Atlantic_Time_(Canada)
    America/St_Johns Newfoundland_Standard_Time Newfoundland
    America/Regina Canada_Central_Standard_Time Saskatchewan
    America/Mexico_City Central_Standard_Time_(Mexico) Guadalajara
    America/Tijuana Pacific_Standard_Time_(Mexico)
    America/Mazatlan Mountain_Standard_Time_(Mexico)
    America/Guatemala Central_America_Standard_Time Central_America
    America/Bogota SA_Pacific_Standard_Time Quito
    America/Caracas Venezuela_Standard_Time
    America/La_Paz SA_Western_Standard_Time
    America/Santiago Pacific_SA_Standard_Time
    America/Sao_Paulo E._South_America_Standard_Time Brasilia
    America/Argentina/Buenos_Aires Argentina_Standard_Time
    America/Montevideo Montevideo_Standard_Time
    America/Cayenne SA_Eastern_Standard_Time
    America/Nuuk Greenland_Standard_Time Greenland
    Africa/Casablanca Morocco_Standard_Time
    Africa/Lagos W._Central_Africa_Standard_Time West_Central_Africa
    Africa/Johannesburg South_Africa_Standard_Time SAST Pretoria
    Africa/Cairo Egypt_Standard_Time
    Africa/Nairobi E._Africa_Standard_Time
    Asia/Jerusalem Israel_Standard_Time
    Asia/Beirut Middle_East_Standard_Time
    Asia/Amman Jordan_Standard_Time
    Asia/Damascus Syria_Standard_Time
    Asia/Baghdad Arabic_Standard_Time
    Asia/Riyadh Arab_Standard_Time
    Asia/Kuwait Kuwait_Standard_Time
    Asia/Tehran Iran_Standard_Time
    Asia/Dubai Arabian_Standard_Time Abu_Dhabi
    Asia/Muscat Oman_Standard_Time
    Asia/Tbilisi Georgian_Standard_Time
    Asia/Yerevan Caucasus_Standard_Time
    Asia/Baku Azerbaijan_Standard_Time
    Asia/Kabul Afghanistan_Standard_Time
    Asia/Karachi Pakistan_Standard_Time Islamabad
    Asia/Tashkent West_Asia_Standard_Time
    Asia/Yekaterinburg Ekaterinburg_Standard_Time Ekaterinburg
    Asia/Kolkata IST India_Standard_Time Chennai Mumbai New_Delhi Bangalore
    Asia/Colombo Sri_Lanka_Standard_Time Sri_Jayawardenepura
    Asia/Kathmandu Nepal_Standard_Time
    Asia/Almaty Central_Asia_Standard_Time Astana
    Asia/Dhaka Bangladesh_Standard_Time
    Asia/Yangon Myanmar_Standard_Time
    Asia/Bangkok SE_Asia_Standard_Time Hanoi
    Asia/Shanghai China_Standard_Time Beijing
    Asia/Singapore SGT Singapore_Standard_Time
    Asia/Taipei Taipei_Standard_Time
    Asia/Tokyo JST Tokyo_Standard_Time Osaka Sapporo
    Asia/Seoul KST Korea_Standard_Time
    Australia/Perth AWST W._Australia_Standard_Time
    Australia/Adelaide Cen._Australia_Standard_Time
    Australia/Darwin AUS_Central_Standard_Time
    Australia/Brisbane E._Australia_Standard_Time
    Australia/Sydney AEST AEDT AUS_Eastern_Standard_Time
    Australia/Hobart Tasmania_Standard_Time
    Pacific/Auckland NZST NZDT New_Zealand_Standard_Time Wellington
    Pacific/Guadalcanal Central_Pacific_Standard_Time Solomon_Is.
    Pacific/Fiji Fiji_Standard_Time
    Pacific/Tongatapu Tonga_Standard_Time Nuku'alofa
    Pacific/Apia Samoa_Standard_Time
    Pacific/Majuro Marshall_Is.
    """
}
