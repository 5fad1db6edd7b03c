sitegenSearch.receive("suggest/md.js",[["孟达英","mengdaying","mdy","person",1]]);
