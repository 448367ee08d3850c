package org.opportune.profile;

import java.util.ArrayList;
import java.util.List;

/** The words of a shop for tests: two types of events with a property of each type. */
final class Shop {
    static final String TERMS = """
            name: Test shop
            timeZone: Europe/Helsinki
            locales: [en]
            defaultLocale: en
            baseCurrency: EUR
            rates:
              SEK: {2020-01-01: 0.0950, 2026-01-02: 0.0881}
            """;

    private static final String WORDS = """
            attributes:
              country: {type: choice, label: {en: Country}, choices: {FI: {en: Finland}, SE: {en: Sweden}}}
              birthDate: {type: date, label: {en: Birth date}}
              limit: {type: money, label: {en: Limit}}
              weight: {type: number, label: {en: Weight}}
              timeZone: {type: text, label: {en: Time zone}}
              language: {type: text, label: {en: Language}}
              interests: {type: choices, label: {en: Interests}, choices: {home: {en: Home}, garden: {en: Garden}}}
            events:
              order:
                label: {en: Order}
                properties:
                  pieces: {type: integer, label: {en: Pieces}}
                  weight: {type: number, label: {en: Weight}}
                  amount: {type: money, required: true, label: {en: Amount}}
                  kind: {type: choice, label: {en: Kind}, choices: {gift: {en: Gift}, own: {en: Own}, firm: {en: Firm}}}
                  coupon: {type: text, label: {en: Coupon}}
                  express: {type: boolean, label: {en: Express}}
                  due: {type: date, label: {en: Due}}
                  items: {type: items, label: {en: Items}, fields: {sku: {type: text}, quantity: {type: integer}}}
              visit:
                label: {en: Visit}
                properties:
                  seconds: {type: integer, label: {en: Seconds}}
            stages:
              - {id: awareness, label: {en: Awareness}, colour: "#8a8d90", default: true}
              - {id: engagement, label: {en: Engagement}, colour: "#8a8d90"}
            channels: {email: {label: {en: E-mail}}}
            purposes: {marketing: {label: {en: Marketing}}}
            features:
            """;

    private Shop() {}

    static String vocabulary(List<String> features) {
        List<String> lines = new ArrayList<>(features);
        lines.add("daysInStage: {timeInStage: true}");
        lines.add("previousStage: {previousStage: true}");
        lines.add("age: {yearsSince: birthDate}");
        StringBuilder yaml = new StringBuilder(WORDS);
        lines.forEach(line -> yaml.append("  ").append(line).append('\n'));
        return yaml.toString();
    }
}
