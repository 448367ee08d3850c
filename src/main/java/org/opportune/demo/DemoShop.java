package org.opportune.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.Identity;

/** The demo shop's customers, made as they are asked for. Immutable and safe for threads. */
public final class DemoShop {
    /** The source that names every event of the demo. */
    public static final String SOURCE = "demo";

    private static final int MEMBER_AFTER = 10;

    private final long seed;
    private final LocalDate anchor;
    private final int count;
    private final Weighted<Persona> personas = Persona.all();
    private final Browsing browsing = new Browsing(Product.all());
    private final Buying buying = new Buying(browsing);
    private final People people = new People(Country.all(), browsing.categories());

    /**
     * @param anchor the day before whose beginning (UTC) everything happened
     * @param count how many customers there are
     */
    public DemoShop(long seed, LocalDate anchor, int count) {
        this.seed = seed;
        this.anchor = anchor;
        this.count = count;
    }

    public int count() {
        return count;
    }

    public Stream<DemoCustomer> customers() {
        return IntStream.rangeClosed(1, count).mapToObj(this::customer);
    }

    /** The customer of that number, from 1: the same, however many there are. */
    public DemoCustomer customer(int number) {
        Chance chance = Chance.of(seed, number);
        Persona persona = personas.draw(chance);
        Person person = people.draw(number, persona, chance);
        Story story = Story.draw(persona, anchor, chance);
        boolean hasApp = chance.happens(persona.app());
        boolean isMember = story.signedUp() >= MEMBER_AFTER && chance.happens(persona.buys() ? 0.4 : 0.05);
        Moments moments = new Moments(anchor, person.city().zone(), chance);
        Life life = new Life(persona, person, story, hasApp, isMember, chance, moments);
        tell(life);
        List<Identity> identities = person.identities(persona, chance);
        return new DemoCustomer(
                persona.name(),
                new CustomerChange(
                        identities, Attributes.draw(life, anchor), life.diary().consents()),
                life.diary().events(SOURCE, person.number(), identities.get(0)));
    }

    private void tell(Life life) {
        boolean mayMail = SignUp.tell(life);
        browsing.tell(life);
        buying.tell(life);
        Service.tell(life);
        Opinions.tell(life);
        AppUse.tell(life);
        if (mayMail) {
            Mailing.tell(life, browsing);
        }
    }
}
