"""French given names that tell a person's name from another one; lower case, without accents."""

#: The most given in France over the twentieth century, with those of the regions and overseas; no common noun.
GIVEN_NAMES = frozenset(
    """
    adele adeline adrien adrienne agathe agnes aime alain alban albert alexandra alexandre alexis alfred alice aline
    alix aloys amandine amelie amina ana anais andre andree angele angelique anita anna annabelle anne annick annie
    antoine antoinette antonin apolline ariane aristide armand armel armelle arnaud arthur astrid aude audrey auguste
    augustin aurelie aurelien axel axelle aziz baptiste barbara barnabe basile bastien beatrice benedicte benjamin
    benoit berenice bernadette bernard berthe bertrand blaise blanche brice brieuc brigitte bruno camille carine carole
    caroline cathy catherine cecile cedric celestin celia celine chantal charles charline charlotte chloe christel
    christelle christian christiane christine christophe claire clara clarisse claude claudette claudie claudine clea
    clement clementine clotilde colette colin coline coralie corentin corinne cyril cyrille damien daniel daniele
    danielle danny david deborah delphine denis denise diane didier dimitri dominique donatien dorothee edgar edith
    edmond edouard edwige elea eleonore eliane elie elisabeth elise elodie eloise elsa elvire emeline emile emilie
    emilien emma emmanuel emmanuelle enora eric erika ernest erwan estelle esther etienne eugene eugenie eva eve evelyne
    ewen fabien fabienne fabrice fanny fatima felicie felix fernand fernande fiona flavie flora florence florent
    florian francette francine francis francois francoise frank franck frederic frederique gabriel gabrielle gael
    gaelle gaetan gaston gaspard genevieve geoffrey geoffroy georges georgette gerald geraldine gerard germain germaine
    ghislain ghislaine gilbert gilberte gilles gildas ginette gisele goulven grace gregoire gregory guenole guilhem
    guillaume gurvan gustave guy gwenael gwenaelle gwenn gwenola habib hadrien hamid harold hassan helene helena henri
    henriette herve hippolyte honore hubert hugo hugues ibrahim ida ines irene iris isabelle ismael ivan jack jacky
    jacqueline jacques jade jean jeanne jeannine jeremie jeremy jerome joana joachim joanna jocelyn jocelyne joel joelle
    johan johanna jonathan jordan joris joseph josephine josette josiane josselin judith jules julia julie julien
    juliette justin justine karim karine katell katia kevin khadija killian laetitia lambert laura laure laurence
    laurent laurie lea leila lena leo leon leonard leone leontine leopold liliane lilian lina lionel lisa lise loic
    lois lola louis louise louison lou luc luca lucas lucette lucie lucien lucienne lucile ludivine ludovic lydia lydie
    lydwine mael maelle magali maiwenn malika malo manon manuel manuela marc marcel marcelle margaux margot marguerite
    maria mariam marianne marie marielle marina marine marion marius marjolaine marjorie marlene martial martin martine
    mathias mathieu mathilde matthias matthieu maud maurice maxence maxime maya mehdi melanie melissa michael michel
    michele micheline mickael mireille mohamed mohammed monique morgan morgane mouloud muriel myriam nabil nadege nadia
    nadine naima natacha nathalie nathan nelly nicolas nicole nina nino noe noel noelle noemie nolwenn norbert nora
    odette odile olga olivia olivier ophelie oscar oswald pascal pascale patrice patricia patrick paul paule paulette
    pauline perrine philibert philippe pierre pierrick pierrette prosper quentin rachel rachid raoul raphael raphaelle
    raymond raymonde rebecca regine regis remi remy renaud rene renee richard robert roberte robin rodolphe roger roland
    rolande romain romane romaric ronan rose roselyne rozenn sabine sabrina salome samia samir samuel sandra sandrine
    sara sarah sebastien serge severine sidonie simon simone solange solene soizic sofia sonia sophie soraya stephane
    stephanie steven suzanne sybille sylvain sylvaine sylvestre sylvette sylviane sylvie tanguy tatiana theo theodore
    therese thibaud thibault thibaut thierry thomas timothee titouan tristan ursule valentin valentine valerie vanessa
    veronique victoire victor victorien vincent violaine virgile virginie vivien viviane wilfrid william xavier yaelle
    abdallah abdel abdou abdoulaye adama ahmed aicha aissatou ali amadou aminata amine anh assia awa bakary boubacar
    cheikh cherif diego djamila driss fadila farid farida fatou fatoumata hakim hamidou hicham idriss issa
    jamila kader kamel khaled lahcen latifa leonie linh malek mamadou mariama mehmet moussa mustapha nassim nawel nguyen
    omar oumar oumou ousmane rachida seydou souad souleymane tarik thanh yacine yaya yusuf zineb zohra
    yael yann yanick yannick yannig yasmine yoann yohan yolande youenn youssef yvan yves yvette yvon yvonne zacharie zoe
    """.split()  # noqa: SIM905 (a list of words is read as words)
)
