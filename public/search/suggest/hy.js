sitegenSearch.receive("suggest/hy.js",[["弘扬“蒙古马精神” 推动法院工作高质量发展","hongyangmenggumajingshentuidongfayuangongzuogaozhiliangfazhan","hymgmjstdfygzgzlfz","title",1]]);
