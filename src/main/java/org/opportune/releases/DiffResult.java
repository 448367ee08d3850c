package org.opportune.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opportune.intake.RulebookFolder;
import org.opportune.kernel.Finding;
import org.opportune.kernel.Findings;
import org.opportune.rulebook.RulebookContent;
import org.opportune.rulebook.RulebookReader;

/**
 * How two folders differ, or why that cannot be said: of rules that are not understood nobody knows what they mean.
 *
 * @param diff null when one of the two has errors
 * @param earlierErrors what is wrong with the files of the earlier folder
 * @param laterErrors what is wrong with those of the later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiffResult(@Nullable Diff diff, List<Finding> earlierErrors, List<Finding> laterErrors) {
    public DiffResult {
        earlierErrors = List.copyOf(earlierErrors);
        laterErrors = List.copyOf(laterErrors);
        if ((diff == null) != (!earlierErrors.isEmpty() || !laterErrors.isEmpty())) {
            throw new IllegalArgumentException("the difference and errors contradict each other");
        }
    }

    /** Compares two folders, or archives of them, in this process. */
    static DiffResult of(Path earlier, Path later, String locale) {
        Findings ofEarlier = Findings.ofRulebook();
        Findings ofLater = Findings.ofRulebook();
        Diff.Side from = side(earlier, ofEarlier);
        Diff.Side to = side(later, ofLater);
        return from == null || to == null
                ? refused(ofEarlier.list(), ofLater.list())
                : new DiffResult(Diff.of(from, to, locale), List.of(), List.of());
    }

    private static Diff.@Nullable Side side(Path folderOrZip, Findings findings) {
        RulebookFolder folder = RulebookFolder.open(folderOrZip, findings);
        RulebookContent content = RulebookReader.content(folder, findings);
        return content == null || !findings.isEmpty() ? null : new Diff.Side(folder, content);
    }

    static DiffResult refused(List<Finding> earlierErrors, List<Finding> laterErrors) {
        return new DiffResult(null, earlierErrors, laterErrors);
    }
}
