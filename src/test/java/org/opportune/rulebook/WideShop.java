package org.opportune.rulebook;

import java.time.ZoneOffset;
import java.util.Map;
import org.opportune.kernel.Findings;
import org.opportune.model.Step;
import org.opportune.source.Names;
import org.opportune.vocabulary.Facts;
import org.opportune.vocabulary.Terms;
import org.opportune.vocabulary.TermsReader;
import org.opportune.vocabulary.Vocabulary;
import org.opportune.vocabulary.VocabularyReader;

/** Words of every type, at least two of each so that they can be compared with each other, for rules and customers that are made by chance. */
final class WideShop {
    static final Map<String, String> OFFERS = Map.of("help", "Help", "gift", "A gift", "voucher", "Voucher");

    private static final Terms TERMS = TermsReader.read("rulebook.yaml", """
            name: Wide shop
            timeZone: UTC
            locales: [en]
            defaultLocale: en
            baseCurrency: EUR
            limits: {placements: 3, offersPerPlacement: 5}
            """, new Findings());

    static final Vocabulary VOCABULARY = VocabularyReader.read("vocabulary.yaml", """
            attributes:
              age: {type: integer, label: {en: Age}}
              children: {type: integer, label: {en: Children}}
              ratio: {type: number, label: {en: Ratio}}
              income: {type: money, label: {en: Income}}
              member: {type: boolean, label: {en: Member}}
              hasApp: {type: boolean, label: {en: Has the app}}
              born: {type: date, label: {en: Born}}
              joined: {type: date, label: {en: Joined}}
              seen: {type: dateTime, label: {en: Seen}}
              changed: {type: dateTime, label: {en: Changed}}
              country: {type: choice, label: {en: Country}, choices: {FI: {en: Finland}, SE: {en: Sweden}, LT: {en: Lithuania}}}
              home: {type: choice, label: {en: Home}, choices: {FI: {en: Finland}, SE: {en: Sweden}, LT: {en: Lithuania}}}
              interests: {type: choices, label: {en: Interests}, choices: {FI: {en: Finland}, SE: {en: Sweden}, art: {en: Art}}}
              city: {type: text, label: {en: City}}
              note: {type: text, label: {en: Note}}
            context:
              cartValue: {type: money, label: {en: Cart}}
              cartItems: {type: integer, label: {en: Items}}
              gift: {type: boolean, label: {en: A gift}}
              delivery: {type: date, label: {en: Delivery}}
              page: {type: text, label: {en: Page}}
            events:
              order:
                label: {en: Order}
                properties:
                  amount: {type: money, required: true, label: {en: Amount}}
                  country: {type: choice, label: {en: Country}, choices: {FI: {en: Finland}, SE: {en: Sweden}}}
            features:
              orders: {count: order, label: {en: Orders}}
              orders90d: {count: order, window: 90d, label: {en: Orders in 90 days}}
              revenue: {sum: order.amount, label: {en: Spend}}
              averageOrder: {average: order.amount, label: {en: Average order}}
              daysSinceLastOrder: {daysSinceLast: order, label: {en: Days since the last order}}
              lastCountry: {last: order.country, label: {en: Last country}}
              previousStage: {previousStage: true, label: {en: Previous stage}}
            stages:
              - {id: lapsed, label: {en: Lapsed}, colour: "#101010"}
              - {id: engagement, label: {en: Engagement}, colour: "#202020"}
              - {id: awareness, label: {en: Awareness}, colour: "#303030", default: true}
            segments:
              nordic: {label: {en: Nordic}}
              vip: {label: {en: Top customer}}
            scores:
              loyalty: {label: {en: Loyalty}, minimum: 0, maximum: 100, levels: {bronze: 0, gold: 50}}
              risk: {label: {en: Risk}}
            channels:
              site: {label: {en: Site}}
              email: {label: {en: E-mail}}
            placements:
              hero: {channel: site, label: {en: Hero}}
            campaigns:
              engagement: {label: {en: Engagement}}
            purposes:
              marketing: {label: {en: Marketing}}
            """, TERMS, new Findings());

    static final Facts FACTS = Facts.of(VOCABULARY);

    private WideShop() {}

    static Names names(Step step) {
        return new Names(step, FACTS, VOCABULARY, OFFERS, ZoneOffset.UTC);
    }
}
