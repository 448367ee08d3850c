package org.opportune.demo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.opportune.demo.Person.Gender;

/** Draws people: a country, a city and a language in it, and a name of that language in its own script. */
final class People {
    private record Names(String language, String kind, List<String> names) {
        String key() {
            return language + "/" + kind;
        }
    }

    private final Weighted<Country> countries;
    private final List<String> categories;
    private final Map<String, List<String>> names = Table.read(
                    "names.csv",
                    row -> new Names(row.getField("language"), row.getField("kind"), Table.list(row.getField("names"))))
            .stream()
            .collect(Collectors.toMap(Names::key, Names::names));

    People(Weighted<Country> countries, List<String> categories) {
        this.countries = countries;
        this.categories = categories;
    }

    Person draw(int index, Persona persona, Chance chance) {
        Country country = countries.draw(chance);
        Country.City city = country.cities().draw(chance);
        String language = country.languages().draw(chance).code();
        Gender gender = chance.happens(0.58) ? Gender.FEMALE : Gender.MALE;
        return new Person(
                index,
                country,
                city,
                language,
                gender,
                chance.pick(list(language, gender.word())),
                chance.pick(families(language, gender)),
                chance.happens(persona.business()),
                chance.pick(categories));
    }

    private List<String> families(String language, Gender gender) {
        boolean ofWomen = gender == Gender.FEMALE && names.containsKey(language + "/familyOfWomen");
        return list(language, ofWomen ? "familyOfWomen" : "family");
    }

    private List<String> list(String language, String kind) {
        return Objects.requireNonNull(names.get(language + "/" + kind), () -> "no names " + language + "/" + kind);
    }
}
