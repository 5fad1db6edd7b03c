sitegenSearch.receive("suggest/by.js",[["办一件实事 暖一方民心","banyijianshishinuanyifangminxin","byjssnyfmx","title",1],["白彦","baiyan","by","person",1]]);
