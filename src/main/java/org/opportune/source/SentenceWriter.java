package org.opportune.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opportune.model.Condition;
import org.opportune.model.Condition.Affix;
import org.opportune.model.Condition.All;
import org.opportune.model.Condition.Any;
import org.opportune.model.Condition.Compare;
import org.opportune.model.Condition.Contains;
import org.opportune.model.Condition.In;
import org.opportune.model.Condition.Known;
import org.opportune.model.Rule;
import org.opportune.model.Say;
import org.opportune.model.Term;
import org.opportune.model.Term.Arithmetic;
import org.opportune.model.Term.Literal;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.Type;

/** Says rules, and what they consist of, in the sentences of a language; what it has no sentence for, with labels and signs. */
public final class SentenceWriter {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z0-9]+)}");
    private static final Pattern SIGN =
            Pattern.compile("(?<=})(==|!=|<=|>=|<|>|notin|in|notcontains|contains|(?:not)?str\\[[a-zA-Z]+])(?=[{(n])");

    private final Names names;
    private final Language language;
    private final Dictionary dictionary;
    private final Map<String, Sentence> byForm = new HashMap<>();

    /** In a language that has no file, labels and signs are all there is. */
    public static SentenceWriter of(Names names, Languages languages, String tag) {
        Language language = languages.get(tag);
        return new SentenceWriter(names, language == null ? new Language(tag, List.of(), Map.of()) : language);
    }

    public SentenceWriter(Names names, Language language) {
        this.names = names;
        this.language = language;
        this.dictionary = new Dictionary(names, language);
        for (boolean when : new boolean[] {true, false}) {
            language.sentences(names.step(), when)
                    .forEach(sentence -> byForm.putIfAbsent(dense(sentence.form()), sentence));
        }
    }

    private record Filling(Slot slot, String text) {}

    private static String dense(String form) {
        return form.replace(" ", "");
    }

    public String file(List<Rule> rules) {
        return HeaderReader.text(names.step()) + "expander " + language.tag() + ".dsl\n"
                + rules.stream().map(this::rule).collect(Collectors.joining());
    }

    public String rule(Rule rule) {
        List<Condition> parts = rule.when() instanceof All all ? all.parts() : List.of(rule.when());
        return "\n" + language.word(Language.RULE) + " " + Piece.quoted(rule.name()) + "\n"
                + (rule.salience() == 0 ? "" : "salience " + rule.salience() + "\n")
                + (rule.group() == null ? "" : "activation-group " + Piece.quoted(rule.group()) + "\n")
                + language.word(Language.WHEN) + "\n"
                + parts.stream()
                        .map(part -> "    " + condition(part, false) + "\n")
                        .collect(Collectors.joining())
                + language.word(Language.THEN) + "\n"
                + rule.then().stream().map(say -> "    " + say(say) + "\n").collect(Collectors.joining())
                + language.word(Language.END) + "\n";
    }

    public String condition(Condition condition) {
        return condition(condition, false);
    }

    private String condition(Condition condition, boolean inside) {
        if (condition instanceof All all) {
            return joined(all.parts(), Language.AND, inside);
        } else if (condition instanceof Any any) {
            return joined(any.parts(), Language.OR, inside);
        }
        return test(condition);
    }

    private String joined(List<Condition> parts, String keyword, boolean inside) {
        String joined = parts.stream()
                .map(part -> condition(part, true))
                .collect(Collectors.joining(" " + language.word(keyword) + " "));
        return inside ? "(" + joined + ")" : joined;
    }

    private String test(Condition test) {
        if (test instanceof Known known) {
            return write("{property}" + (known.known() ? "!=" : "==") + "null", property(known.ref()));
        } else if (test instanceof In in) {
            String not = in.among() ? "" : "not";
            String values =
                    in.values().stream().map(value -> value(in.ref(), value)).collect(Collectors.joining(", "));
            return write(
                    "{" + slot(in.ref()).word() + "}" + not + "in({values})",
                    property(in.ref()),
                    new Filling(Slot.VALUES, values));
        } else if (test instanceof Contains contains) {
            return contains(contains);
        } else if (test instanceof Affix affix) {
            String how = (affix.does() ? "" : "not")
                    + switch (affix.where()) {
                        case STARTS_WITH -> "str[startsWith]";
                        case ENDS_WITH -> "str[endsWith]";
                        case CONTAINS -> "contains";
                    };
            return write(
                    "{text}" + how + "{words}",
                    property(affix.ref()),
                    new Filling(Slot.WORDS, Piece.quoted(affix.text())));
        }
        return compare((Compare) test);
    }

    private String contains(Contains contains) {
        String how = contains.has() ? "contains" : "notcontains";
        if (contains.member() instanceof Ref text) {
            return write("{set}" + how + "{text}", property(contains.set()), property(text));
        }
        String value = value(contains.set(), (Literal) contains.member());
        String segment = "$classification.segments" + how + "{segment}";
        return contains.set().name().equals("segments") && byForm.containsKey(segment)
                ? write(segment, new Filling(Slot.SEGMENT, value))
                : write("{set}" + how + "{value}", property(contains.set()), new Filling(Slot.VALUE, value));
    }

    private String compare(Compare compare) {
        String sign = compare.operator().sign();
        if (compare.left() instanceof Ref ref && !ref.isNumber()) {
            String left = "{" + slot(ref).word() + "}" + sign;
            if (ref.type() == Type.BOOLEAN && compare.right() instanceof Term.Flag flag) {
                boolean yes = flag.flag() == (compare.operator() == Condition.Operator.EQUAL);
                return write("{flag}==" + yes, property(ref));
            } else if (ref.type() == Type.DATE || ref.type() == Type.DATE_TIME) {
                Slot other = ref.type() == Type.DATE ? Slot.DATE : Slot.MOMENT;
                String right = compare.right() instanceof Ref with
                        ? dictionary.label(with)
                        : value(ref, (Literal) compare.right());
                return write(left + "{" + other.word() + "}", property(ref), new Filling(other, right));
            } else if (compare.right() instanceof Ref with) {
                return write(left + "{" + slot(with).word() + "}", property(ref), property(with));
            }
            String value = value(ref, (Literal) compare.right());
            String stage = "$classification.stage" + sign + "{stage}";
            return ref.name().equals("stage") && byForm.containsKey(stage)
                    ? write(stage, new Filling(Slot.STAGE, value))
                    : write(left + "{value}", property(ref), new Filling(Slot.VALUE, value));
        }
        return write(
                "{formula}" + sign + "{formula}",
                new Filling(Slot.FORMULA, formula(compare.left())),
                new Filling(Slot.FORMULA, formula(compare.right())));
    }

    private static Slot slot(Ref ref) {
        return switch (ref.type()) {
            case INTEGER, NUMBER, MONEY -> Slot.NUMBER;
            case BOOLEAN -> Slot.FLAG;
            case DATE -> Slot.DAY;
            case DATE_TIME -> Slot.TIME;
            case CHOICES -> Slot.SET;
            default -> Slot.TEXT;
        };
    }

    private Filling property(Ref ref) {
        return new Filling(slot(ref), dictionary.label(ref));
    }

    private String formula(Term term) {
        if (term instanceof Ref ref) {
            return dictionary.label(ref);
        } else if (term instanceof Term.Number number) {
            return number(number);
        }
        Arithmetic arithmetic = (Arithmetic) term;
        return "(" + formula(arithmetic.left()) + " " + arithmetic.operation().sign() + " "
                + formula(arithmetic.right()) + ")";
    }

    private String number(Term.Number number) {
        return new BigDecimal(Double.toString(number.number()))
                .stripTrailingZeros()
                .toPlainString()
                .replace('.', language.decimal());
    }

    private String value(Ref ref, Literal literal) {
        if (literal instanceof Term.Number number) {
            return number(number);
        } else if (literal instanceof Term.Text text) {
            String label = dictionary.label(ref, text.text());
            return label == null ? Piece.quoted(text.text()) : label;
        } else if (literal instanceof Term.Time time) {
            return time.time() + "Z";
        }
        return String.valueOf(literal.value());
    }

    public String say(Say say) {
        if (say instanceof Say.Stage stage) {
            return write("classify.stage({stage})", new Filling(Slot.STAGE, stage(stage.id())));
        } else if (say instanceof Say.Segment segment) {
            return write("classify.segment({segment})", new Filling(Slot.SEGMENT, segment(segment.id())));
        } else if (say instanceof Say.Score score) {
            String points = formula(score.points());
            return write(
                    "classify.score({score},{points},{words})",
                    new Filling(Slot.SCORE, score(score.id())),
                    new Filling(Slot.POINTS, points),
                    new Filling(Slot.WORDS, Piece.quoted(score.because())));
        } else if (say instanceof Say.Propose propose) {
            String offer = propose.offer();
            return write(
                    "offers.propose({offer})",
                    new Filling(Slot.OFFER, names.offers().getOrDefault(offer, offer)));
        } else if (say instanceof Say.Suppress suppress) {
            return write("policy.suppress($offer,{words},{words})", words(suppress.code()), words(suppress.because()));
        }
        Filling number = new Filling(Slot.QUANTITY, formula(Objects.requireNonNull(say.number())));
        if (say instanceof Say.Weight weight) {
            return write("rank.weight($offer,{quantity},{words})", number, words(weight.because()));
        }
        return write(
                say instanceof Say.Value ? "rank.value($offer,{quantity})" : "rank.propensity($offer,{quantity})",
                number);
    }

    private static Filling words(String text) {
        return new Filling(Slot.WORDS, Piece.quoted(text));
    }

    private String stage(String id) {
        return names.vocabulary().stages().stream()
                .filter(stage -> stage.id().equals(id))
                .findFirst()
                .orElseThrow()
                .label()
                .in(language.tag());
    }

    private String segment(String id) {
        return Objects.requireNonNull(names.vocabulary().segments().get(id))
                .label()
                .in(language.tag());
    }

    private String score(String id) {
        return Objects.requireNonNull(names.vocabulary().scores().get(id))
                .label()
                .in(language.tag());
    }

    private String write(String form, Filling... fillings) {
        Sentence sentence = byForm.get(form);
        List<String> slots = new ArrayList<>();
        String written;
        if (sentence == null) {
            SLOT.matcher(form).results().forEach(slot -> slots.add(slot.group(1)));
            written = SIGN.matcher(form)
                    .replaceAll(sign -> " " + sign.group(1).replaceFirst("^not", "not ") + " ")
                    .strip();
        } else {
            sentence.says().stream().filter(part -> part.slot() != null).forEach(part -> slots.add(part.text()));
            written = sentence.shown();
        }
        for (int i = 0; i < fillings.length; i++) {
            written = written.replaceFirst(Pattern.quote("{" + slots.get(i) + "}"), "\0" + i);
        }
        for (int i = 0; i < fillings.length; i++) {
            written = written.replace("\0" + i, fillings[i].text());
        }
        return written;
    }
}
