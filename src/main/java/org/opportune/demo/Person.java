package org.opportune.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.opportune.profile.Identity;

/**
 * Who a customer is.
 *
 * @param index from 1
 * @param favourite the category that they like best, whether they say so or not
 */
record Person(
        int index,
        Country country,
        Country.City city,
        String language,
        Gender gender,
        String firstName,
        String lastName,
        boolean isBusiness,
        String favourite) {
    private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    enum Gender {
        FEMALE,
        MALE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String number() {
        String digits = String.valueOf(index);
        return "C" + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
    }

    /** Who only looks around is known by a cookie; who subscribed, by an address too. */
    List<Identity> identities(Persona persona, Chance chance) {
        List<Identity> identities = new ArrayList<>();
        if (persona.signsUp()) {
            identities.add(new Identity("customer", number()));
            identities.add(new Identity("email", address()));
            String phone = country.phone(index);
            if (phone != null && persona.signUp().equals("account") && chance.happens(0.85)) {
                identities.add(new Identity("phone", phone));
            }
        }
        if (!persona.signsUp() || chance.happens(0.7)) {
            identities.add(new Identity("visitor", "v-" + Long.toHexString(chance.bits()) + "-" + index));
        }
        return List.copyOf(identities);
    }

    /** At a domain that nobody can own (RFC 2606). */
    private String address() {
        String name = plain(firstName) + "." + plain(lastName);
        return (name.length() > 1 ? name : "customer") + "." + index + "@" + DOMAINS.get(index % DOMAINS.size());
    }

    private static String plain(String name) {
        String letters = MARKS.matcher(Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD))
                .replaceAll("");
        return letters.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
