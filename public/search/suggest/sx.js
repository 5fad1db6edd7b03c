sitegenSearch.receive("suggest/sx.js",[["书写新时代司法为民公正司法新篇章","shuxiexinshidaisifaweimingongzhengsifaxinpianzhang","sxxsdsfwmgzsfxpz","title",1]]);
