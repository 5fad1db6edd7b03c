sitegenSearch.receive("suggest/gh.js",[["根河市","genheshi","ghs","place",1]]);
