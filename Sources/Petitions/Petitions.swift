// Petitions
