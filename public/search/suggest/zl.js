sitegenSearch.receive("suggest/zl.js",[["张丽","zhangli","zl","person",1]]);
