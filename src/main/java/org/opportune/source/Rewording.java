package org.opportune.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.WrittenNumber;
import org.opportune.model.Term.Ref;
import org.opportune.source.Sentence.Part;
import org.opportune.vocabulary.Type;

/** Says what is not understood in the sentence that the language has for it: values in a row as a list, two numbers as a range, a yes-or-no as yes or as no. */
final class Rewording {
    private static final String RANGE = "{number} >= {amount} && {number} <= {amount}";

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("=", "=="),
            Map.entry("==", "=="),
            Map.entry("!=", "!="),
            Map.entry("<>", "!="),
            Map.entry("\u2260", "!="),
            Map.entry("<", "<"),
            Map.entry("<=", "<="),
            Map.entry("\u2264", "<="),
            Map.entry(">", ">"),
            Map.entry(">=", ">="),
            Map.entry("\u2265", ">="));

    private final List<Sentence> sentences;
    private final SlotReader slots;
    private final String line;

    Rewording(List<Sentence> sentences, SlotReader slots, String line) {
        this.sentences = sentences;
        this.slots = slots;
        this.line = line;
    }

    /** The words from one on, up to another. */
    private record Span(int from, int to) {}

    /** For values in a row where one is expected. Null when it is something else. */
    @Nullable
    String list() {
        for (Sentence equal : sentences) {
            Slot slot = equalSlot(equal);
            String sign = equal.says().size() > 1 ? equal.says().get(1).text() : "";
            if (slot != null) {
                Map<String, Span> spans = spans(as(equal, slot, List.of(slot(Slot.VALUES))));
                Sentence list =
                        find("{" + slot.word() + "} " + (sign.equals("==") ? "in" : "not in") + " ( {values} )");
                if (spans != null && list != null) {
                    return meant(list, List.of(typed(spans, slot), values(spans.get(Slot.VALUES.word()))));
                }
            }
        }
        return null;
    }

    /** For two numbers with a dash between them where one is expected. Null when it is something else. */
    @Nullable
    String dash() {
        Part dash = new Part(new Word(Word.Sort.SIGN, "-", 0, 0, true), "-", null);
        Part upper = new Part(slot(Slot.AMOUNT).word(), "upper", Slot.AMOUNT);
        for (Sentence equal : sentences) {
            if (equalSlot(equal) == Slot.NUMBER && equal.says().get(1).text().equals("==")) {
                Map<String, Span> spans = spans(as(equal, Slot.NUMBER, List.of(slot(Slot.AMOUNT), dash, upper)));
                if (spans != null) {
                    return range(typed(spans, Slot.NUMBER), typed(spans, Slot.AMOUNT), typed(spans.get("upper")));
                }
            }
        }
        return null;
    }

    /** For a line that has one property and what could be said of it. Null when it is something else. */
    @Nullable
    String ofOneProperty() {
        List<Span> properties = new ArrayList<>();
        List<Span> amounts = new ArrayList<>();
        Ref property = null;
        int at = 0;
        while (at < slots.words().size()) {
            List<Fit> known = slots.properties(Slot.PROPERTY, at, null);
            List<Fit> numbers = slots.amounts(at);
            if (!known.isEmpty()) {
                property = known.get(0).subject();
                properties.add(new Span(at, known.get(0).end()));
            } else if (!numbers.isEmpty()) {
                amounts.add(new Span(at, numbers.get(0).end()));
            }
            at = !known.isEmpty()
                    ? known.get(0).end()
                    : !numbers.isEmpty() ? numbers.get(0).end() : at + 1;
        }
        if (property == null || properties.size() != 1) {
            return null;
        }
        String number = amounts.size() == 2 ? number(amounts.get(0), amounts.get(1)) : null;
        if (number != null) {
            return number;
        }
        String label = typed(properties.get(0));
        if (property.type() == Type.BOOLEAN) {
            return yesOrNo(label);
        }
        return property.isNumber() && amounts.size() == 2 && inOrder(amounts)
                ? range(label, typed(amounts.get(0)), typed(amounts.get(1)))
                : null;
    }

    /** For one number with signs between its thousands, which is none. Null for two. */
    private @Nullable String number(Span first, Span second) {
        List<Word> words = slots.words();
        for (int i = first.to(); i <= second.from(); i++) {
            Word word = words.get(i);
            boolean isPart = i == second.from() || word.is(".") || word.is(",") || word.is("'");
            if (word.spaced() || !isPart) {
                return null;
            }
        }
        String written = line.substring(
                words.get(first.from()).start(), words.get(second.to() - 1).end());
        return WrittenNumber.hint(written).isEmpty()
                ? null
                : "'" + written + "' can be read as more than one number; write it without signs between the thousands";
    }

    private boolean inOrder(List<Span> amounts) {
        List<BigDecimal> numbers = amounts.stream()
                .map(span -> new BigDecimal(slots.amounts(span.from()).get(0).drl()))
                .toList();
        return numbers.get(0).compareTo(numbers.get(1)) < 0;
    }

    private @Nullable String yesOrNo(String label) {
        List<String> said = Stream.of("{flag} == true", "{flag} == false")
                .map(this::find)
                .flatMap(Stream::ofNullable)
                .map(sentence -> "'" + filled(sentence, List.of(label)) + "'")
                .toList();
        return said.isEmpty()
                ? null
                : "'" + label + "' is a yes-or-no; did you mean " + String.join(" or ", said) + "?";
    }

    private @Nullable String range(String label, String from, String to) {
        Sentence range = find(RANGE);
        return range == null ? null : meant(range, List.of(label, from, label, to));
    }

    private static String meant(Sentence sentence, List<String> texts) {
        return "did you mean '" + filled(sentence, texts) + "'?";
    }

    /** For a property and a value with a sign between them. Null when it is something else. */
    @Nullable
    String sign() {
        for (Fit left : slots.properties(Slot.PROPERTY, 0, null)) {
            int at = left.end();
            StringBuilder sign = new StringBuilder();
            while (at < slots.words().size() && isSign(slots.words().get(at))) {
                sign.append(slots.words().get(at++).text());
            }
            String ours = SIGNS.get(sign.toString());
            for (Sentence sentence : ours == null || at == slots.words().size() ? List.<Sentence>of() : sentences) {
                Slot slot = sentence.says().size() == 3
                                && sentence.says().get(1).text().equals(ours)
                                && sentence.says().get(2).slot() != null
                        ? sentence.says().get(0).slot()
                        : null;
                boolean fits = slot != null
                        && slots.read(slot, 0, null, null).stream().anyMatch(fit -> fit.end() == left.end());
                if (fits) {
                    return meant(
                            sentence,
                            List.of(
                                    typed(new Span(0, left.end())),
                                    typed(new Span(at, slots.words().size()))));
                }
            }
        }
        return null;
    }

    private static boolean isSign(Word word) {
        return word.sort() == Word.Sort.SIGN && "=!<>\u2264\u2265\u2260".contains(word.text());
    }

    private @Nullable Sentence find(String form) {
        return sentences.stream()
                .filter(sentence -> sentence.form().equals(form))
                .findFirst()
                .orElse(null);
    }

    /** Of a sentence that compares for being the same or not with a value, the kind of property that it takes; null for others. */
    private static @Nullable Slot equalSlot(Sentence sentence) {
        List<Part> says = sentence.says();
        boolean equal = says.size() == 3
                && List.of("==", "!=").contains(says.get(1).text())
                && says.get(2).slot() != null;
        Slot left = equal ? says.get(0).slot() : null;
        return left == Slot.FORMULA ? Slot.NUMBER : left == Slot.FLAG || left == Slot.PROPERTY ? null : left;
    }

    private static Part slot(Slot slot) {
        String name = "{" + slot.word() + "}";
        return new Part(new Word(Word.Sort.QUOTE, name, 0, 0, true), slot.word(), slot);
    }

    /** The words of a sentence that compares, with other slots in it. */
    private static List<Part> as(Sentence equal, Slot left, List<Part> right) {
        List<Part> key = new ArrayList<>();
        for (Part part : equal.key()) {
            if (part.slot() == null) {
                key.add(part);
            } else if (part.text().equals(equal.says().get(0).text())) {
                key.add(slot(left));
            } else {
                key.addAll(right);
            }
        }
        return key;
    }

    /** What fills each slot when all words are this sentence; null when they are not. */
    private @Nullable Map<String, Span> spans(List<Part> key) {
        Map<String, Span> spans = new HashMap<>();
        return match(key, 0, 0, null, spans) ? spans : null;
    }

    private boolean match(List<Part> key, int part, int at, @Nullable Ref subject, Map<String, Span> spans) {
        if (part == key.size()) {
            return at == slots.words().size();
        }
        Slot slot = key.get(part).slot();
        if (slot == null) {
            return at < slots.words().size()
                    && slots.words().get(at).same(key.get(part).word())
                    && match(key, part + 1, at + 1, subject, spans);
        }
        for (Fit fit : slots.read(slot, at, null, subject)) {
            spans.put(key.get(part).text(), new Span(at, fit.end()));
            if (match(key, part + 1, fit.end(), slot.isProperty() ? fit.subject() : subject, spans)) {
                return true;
            }
        }
        return false;
    }

    private String typed(Map<String, Span> spans, Slot slot) {
        return typed(spans.get(slot.word()));
    }

    private String typed(@Nullable Span span) {
        return span == null
                ? "…"
                : line.substring(
                        slots.words().get(span.from()).start(),
                        slots.words().get(span.to() - 1).end());
    }

    /** As a list is written, whatever stood between them. */
    private String values(@Nullable Span span) {
        List<String> values = new ArrayList<>();
        int from = span == null ? 0 : span.from();
        for (int at = from; span != null && at <= span.to(); at++) {
            if (at == span.to() || slots.words().get(at).is(",")) {
                values.add(typed(new Span(from, at)));
                from = at + 1;
            }
        }
        return String.join(", ", values);
    }

    /** The sentence with what fills its slots, in the order in which it says them. */
    private static String filled(Sentence sentence, List<String> texts) {
        String filled = sentence.shown();
        int next = 0;
        for (Part part : sentence.says()) {
            if (part.slot() != null) {
                filled = filled.replace("{" + part.text() + "}", texts.get(next++));
            }
        }
        return filled;
    }
}
