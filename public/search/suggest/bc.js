sitegenSearch.receive("suggest/bc.js",[["毕晨","bichen","bc","person",1]]);
