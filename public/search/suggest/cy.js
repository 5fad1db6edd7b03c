sitegenSearch.receive("suggest/cy.js",[["崔翼","cuiyi","cy","person",1]]);
