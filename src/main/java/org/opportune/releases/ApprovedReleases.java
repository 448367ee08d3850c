package org.opportune.releases;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opportune.http.Outage;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Findings;
import org.opportune.rulebook.RulebookContent;
import org.opportune.rulebook.RulebookReader;

/** Releases that may decide for an arm, of the database: published here, or a draft that is approved. While that is away, or one is damaged there, of the data folder. */
final class ApprovedReleases implements ArmReleases.Source {
    private static final Logger LOG = Logger.getLogger(ApprovedReleases.class.getName());

    private final JpaReleases store;
    private final ReleaseCopies copies;
    private final boolean publishes;

    /** @param publishes false when what decides is a folder: then whatever decided from it before may */
    ApprovedReleases(JpaReleases store, ReleaseCopies copies, boolean publishes) {
        this.store = store;
        this.copies = copies;
        this.publishes = publishes;
    }

    @Override
    public @Nullable SealedRelease find(String hash) {
        try {
            return stored(hash);
        } catch (RuntimeException e) {
            SealedRelease copy = e instanceof DamagedRelease || Outage.isIn(e) ? copies.arm(hash) : null;
            if (copy == null) {
                throw e;
            }
            LOG.log(Level.FINE, "an arm's release comes from the data folder", e);
            return copy;
        }
    }

    private @Nullable SealedRelease stored(String hash) {
        if (store.release(hash) != null) {
            return !publishes || store.mayDecide(hash) ? store.sealed(hash) : null;
        }
        DraftRow draft = store.approved(hash);
        if (draft == null) {
            return null;
        }
        RulebookFolder folder = store.folder(draft.id());
        RulebookContent content = RulebookReader.content(folder, Findings.ofRulebook());
        if (content == null || !content.manifest().hash().equals(hash)) {
            throw new DamagedRelease("the files of the draft " + draft.id() + " are not what was approved");
        }
        return store.sealed(draft, folder, content.manifest());
    }
}
