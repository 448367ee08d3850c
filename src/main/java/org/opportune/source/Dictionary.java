package org.opportune.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Label;
import org.opportune.model.Fact;
import org.opportune.model.Term.Ref;
import org.opportune.vocabulary.FactProperty;
import org.opportune.vocabulary.Type;

/** What the words of one language name in a vocabulary, for the rules of one step. */
final class Dictionary {
    private final Names names;
    private final Language language;
    private final Map<Slot, Labels<Ref>> properties = new EnumMap<>(Slot.class);
    private final Map<Slot, Labels<String>> ids = new EnumMap<>(Slot.class);
    private final Map<Ref, Labels<String>> choices = new HashMap<>();

    Dictionary(Names names, Language language) {
        this.names = names;
        this.language = language;
        for (Slot slot : Slot.values()) {
            Labels<Ref> labels = new Labels<>();
            refs().stream().filter(ref -> slot.takes(ref.type())).forEach(ref -> labels.add(label(ref), ref));
            properties.put(slot, labels);
            ids.put(slot, new Labels<>());
        }
        names.vocabulary().stages().forEach(stage -> add(Slot.STAGE, stage.label(), stage.id()));
        names.vocabulary().segments().forEach((id, segment) -> add(Slot.SEGMENT, segment.label(), id));
        names.vocabulary().scores().forEach((id, score) -> add(Slot.SCORE, score.label(), id));
        names.offers().forEach((id, label) -> {
            ids(Slot.OFFER).add(label, id);
        });
        names.vocabulary().stageIds().forEach(id -> ids(Slot.STAGE).addAlias(id, id));
        names.vocabulary().segments().keySet().forEach(id -> ids(Slot.SEGMENT).addAlias(id, id));
        names.vocabulary().scores().keySet().forEach(id -> ids(Slot.SCORE).addAlias(id, id));
        names.offers().keySet().forEach(id -> ids(Slot.OFFER).addAlias(id, id));
    }

    private void add(Slot slot, Label label, String id) {
        ids(slot).add(label.in(language.tag()), id);
    }

    private List<Ref> refs() {
        List<Ref> refs = new ArrayList<>();
        for (Fact fact : Fact.values()) {
            if (names.step().facts().contains(fact.word())) {
                for (FactProperty property : names.shape(fact).properties()) {
                    if (property.type() != Type.ITEMS) {
                        refs.add(new Ref(fact, property.name(), property.type()));
                    }
                }
            }
        }
        return refs;
    }

    Names names() {
        return names;
    }

    Language language() {
        return language;
    }

    /** The properties that a slot takes. */
    Labels<Ref> properties(Slot slot) {
        Labels<Ref> labels = properties.get(slot);
        return labels == null ? new Labels<>() : labels;
    }

    /** The stages, segments, scores or offers that a slot takes. */
    Labels<String> ids(Slot slot) {
        Labels<String> labels = ids.get(slot);
        return labels == null ? new Labels<>() : labels;
    }

    /** The values that a property can have; none where any text may stand. */
    Labels<String> choices(Ref ref) {
        return choices.computeIfAbsent(ref, asked -> {
            Labels<String> labels = new Labels<>();
            Map<String, Label> known = names.property(asked).choices();
            if (known != null) {
                known.forEach((id, label) -> labels.add(label.in(language.tag()), id));
                known.keySet().forEach(id -> labels.addAlias(id, id));
            }
            return labels;
        });
    }

    String label(Ref ref) {
        return names.property(ref).label().in(language.tag());
    }

    /** What a value of a property is called; null where it has no label of its own. */
    @Nullable
    String label(Ref ref, String value) {
        Map<String, Label> known = names.property(ref).choices();
        Label label = known == null ? null : known.get(value);
        return label == null ? null : label.in(language.tag());
    }

    /** What could stand in a slot, to suggest it. */
    List<String> texts(Slot slot, @Nullable Ref subject) {
        boolean value = slot == Slot.VALUE || slot == Slot.VALUES;
        if (value) {
            return subject == null ? List.of() : choices(subject).texts();
        }
        List<String> texts = new ArrayList<>(properties(slot).texts());
        texts.addAll(ids(slot).texts());
        return texts;
    }
}
