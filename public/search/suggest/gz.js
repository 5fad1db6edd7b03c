sitegenSearch.receive("suggest/gz.js",[["高泽阳","gaozeyang","gzy","person",1],["郭舟舟","guozhouzhou","gzz","person",1]]);
