sitegenSearch.receive("suggest/wy.js",[["吴燕","wuyan","wy","person",1]]);
