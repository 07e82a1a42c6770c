package org.plumbline.engine.contribution;

import java.util.Optional;

import org.eclipse.collections.api.factory.Lists;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.list.MutableList;
import org.plumbline.engine.finding.Finding;
import org.plumbline.engine.finding.InvalidInputException;

/** All contributions that are installed: an ordinary immutable object, filled from extensions or by a test. */
public final class ContributionRegistry {
    private final ImmutableList<Contribution> contributions;
    private final ImmutableList<Finding> findings;

    /**
     * @param contributions what is installed; of two with the same kind and id the first counts
     * @param findings      what was wrong with those that could not be read
     */
    public ContributionRegistry(Iterable<Contribution> contributions, Iterable<Finding> findings) {
        MutableList<Finding> problems = Lists.mutable.withAll(findings);
        MutableList<Contribution> unique = Lists.mutable.empty();
        for (Contribution contribution : contributions) {
            Optional<Contribution> first = unique.detectOptional(
                    c -> c.kind() == contribution.kind() && c.id().equals(contribution.id()));
            if (first.isPresent()) {
                problems.add(Finding.error("", contribution.kind().id() + " '" + contribution.id() + "' of bundle "
                        + contribution.bundle() + " is ignored: bundle " + first.get().bundle() + " has the same id"));
            } else {
                unique.add(contribution);
            }
        }
        this.contributions = unique.sortThisBy(Contribution::id).toImmutable();
        this.findings = problems.toImmutable();
    }

    public ImmutableList<Contribution> all(ContributionKind kind) {
        return contributions.select(c -> c.kind() == kind);
    }

    public Optional<Contribution> find(ContributionKind kind, String id) {
        return contributions.detectOptional(c -> c.kind() == kind && c.id().equals(id));
    }

    /** @throws InvalidInputException if there is no such contribution; the message lists those that there are */
    public Contribution get(ContributionKind kind, String id) {
        return find(kind, id).orElseThrow(() -> new InvalidInputException(unknown(kind, id)));
    }

    /** @return the sentence for a contribution that is not installed */
    public String unknown(ContributionKind kind, String id) {
        ImmutableList<String> ids = all(kind).collect(Contribution::id);
        return "unknown " + kind.id() + " '" + id + "'; installed: " + (ids.isEmpty() ? "none" : ids.makeString(", "));
    }

    /** @return contributions that could not be read, with bundle and id */
    public ImmutableList<Finding> findings() {
        return findings;
    }
}
