package org.opportune.policy;

import java.util.Map;
import org.opportune.rulebook.SmallShop;

/** A shop of every kind of channel and purpose, in which every offer may be shown in every placement. */
public final class ContactShop {
    public static final Map<String, String> CHANNELS =
            Map.of("hero", "site", "mail", "email", "letter", "directMail", "banner", "display");

    private ContactShop() {}

    /** Of these files, which are empty for a shop that proposes everything to everybody. */
    public static SmallShop shop() {
        SmallShop shop = new SmallShop()
                .with("vocabulary.yaml", """
                        attributes:
                          doNotContact: {type: boolean, label: {en: Do not contact}}
                          birthDate: {type: date, label: {en: Date of birth}}
                          timeZone: {type: text, label: {en: Time zone}}
                          country: {type: text, label: {en: Country}}
                          language: {type: text, label: {en: Language}}
                        context:
                          page: {type: text, label: {en: Page}}
                        stages:
                          - {id: lapsed, label: {en: Lapsed}, colour: "#101010"}
                          - {id: awareness, label: {en: Awareness}, colour: "#303030", default: true}
                        segments:
                          vip: {label: {en: Top customer}}
                        channels:
                          site: {label: {en: Site}}
                          email: {label: {en: E-mail}, outbound: marketing, quietHours: 21:00-08:00}
                          directMail: {label: {en: Letter}, outbound: marketing}
                          display: {label: {en: Banner}, outbound: advertising, quietHours: "12:00-13:30"}
                        placements:
                          hero: {channel: site, label: {en: Hero}, fallback: news}
                          mail: {channel: email, label: {en: Mail}, fallback: news}
                          letter: {channel: directMail, label: {en: Letter}, fallback: bill}
                          banner: {channel: display, label: {en: Banner}, fallback: survey}
                        campaigns:
                          engagement: {label: {en: Engagement}}
                        purposes:
                          service: {label: {en: Service}, consent: notNeeded}
                          survey: {label: {en: Surveys}, consent: notNeeded, minors: false}
                          marketing: {label: {en: Marketing}, consent: needed}
                          advertising: {label: {en: Advertising}}
                          personalisation: {label: {en: Recommendations}, minors: true}
                        """)
                .with("classification/stages.drl", SmallShop.HEADER)
                .with("eligibility/offers.drl", """
                        package opportune.eligibility;

                        import opportune.facts.Customer;
                        import opportune.facts.Context;
                        import opportune.facts.Classification;
                        global org.opportune.rulebook.Offers offers;

                        rule "Everything to everybody"
                        when
                            Customer()
                        then
                            offers.propose("news");
                            offers.propose("bill");
                            offers.propose("survey");
                            offers.propose("sale");
                            offers.propose("picks");
                        end
                        """)
                .with("offers/offers.csv", """
                        id,campaign,value,validFrom,validTo,label,purpose
                        news,engagement,1,,,News
                        bill,engagement,2,,,Bill,service
                        survey,engagement,3,,,Survey,survey
                        sale,engagement,4,,,Sale,marketing
                        picks,engagement,5,,,Picks,personalisation
                        """)
                .with("offers/content.fi.csv", "offer,variant,title,text,callToAction,link\n");
        StringBuilder treatments = new StringBuilder("offer,placement,variant\n");
        StringBuilder content = new StringBuilder("offer,variant,title,text,callToAction,link\n");
        for (String offer : new String[] {"news", "bill", "survey", "sale", "picks"}) {
            CHANNELS.keySet().stream().sorted().forEach(placement -> treatments
                    .append(offer)
                    .append(',')
                    .append(placement)
                    .append(",\n"));
            content.append(offer).append(",,Title,Text,Go,/go\n");
        }
        return shop.with("offers/treatments.csv", treatments.toString())
                .with("offers/content.en.csv", content.toString());
    }
}
