package org.opportune.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opportune.kernel.Findings;
import org.opportune.profile.CustomerChange;
import org.opportune.profile.CustomerReader;
import org.opportune.profile.Identity;
import org.opportune.profile.Profiles;
import org.opportune.rulebook.Rulebook;

/**
 * Stores customers' attributes in the order of the file, in batches: the last line that speaks of a customer holds. What a customer's last line said
 * already is not stored again.
 */
final class CustomerChanges {
    private static final int BATCH = 1_000;
    private static final int REMEMBERED = 20_000;

    private final Profiles profiles;
    private final Rulebook rulebook;
    private final CustomerReader reader;
    private final Shapes shapes;
    private final Progress progress;
    private final Runnable checkpoint;
    private final long doneUntil;
    private final List<CustomerChange> batch = new ArrayList<>();
    private final Map<Identity, Map<String, String>> lastSaid = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Map<String, String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    CustomerChanges(
            Profiles profiles,
            Rulebook rulebook,
            CustomerReader reader,
            Shapes shapes,
            Progress progress,
            Runnable checkpoint) {
        this.profiles = profiles;
        this.rulebook = rulebook;
        this.reader = reader;
        this.shapes = shapes;
        this.progress = progress;
        this.checkpoint = checkpoint;
        this.doneUntil = progress.done().line();
    }

    /** What is wrong with the change, or null when it is stored with its batch. */
    @Nullable
    String add(Map<String, String> identities, Cells said) {
        if (isKnown(identities, said.known())) {
            return null;
        }
        Findings findings = new Findings();
        CustomerChange read = reader.read(shapes.customer(identities, said), "", findings);
        if (read == null) {
            return Sentences.of(findings);
        }
        identities.forEach((namespace, id) -> lastSaid.put(new Identity(namespace, id), said.known()));
        if (said.line() > doneUntil) {
            batch.add(read);
            if (batch.size() >= BATCH) {
                flush(said.line());
            }
        }
        return null;
    }

    private boolean isKnown(Map<String, String> identities, Map<String, String> said) {
        for (Map.Entry<String, String> identity : identities.entrySet()) {
            if (!said.equals(lastSaid.get(new Identity(identity.getKey(), identity.getValue())))) {
                return false;
            }
        }
        return true;
    }

    void flush(long line) {
        if (!batch.isEmpty()) {
            profiles.change(rulebook, batch);
            progress.changed(batch.size(), line);
            batch.clear();
            checkpoint.run();
        }
    }
}
