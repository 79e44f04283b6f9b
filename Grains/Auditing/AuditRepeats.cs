namespace Muster.Auditing;

/// <summary>Failures and refusals of the last minute: the first of a kind is a line at once, the others are counted. In memory alone.</summary>
public sealed class AuditRepeats
{
    private readonly Dictionary<AuditEvent, Seen> _seen = [];

    public bool IsEmpty => _seen.Count == 0;

    /// <summary>What is to be a line now; null where it has been counted with others.</summary>
    public AuditEvent? Take(AuditEvent audited, string agency, DateTimeOffset now)
    {
        var kind = audited with { Count = 1 };
        if (!_seen.ContainsKey(kind) && _seen.Count >= AuditRules.MostApart)
            kind = audited.WithoutDetails(agency);
        if (!_seen.TryGetValue(kind, out var seen))
        {
            _seen[kind] = new Seen(now, null, 0);
            return kind with { Count = audited.Count };
        }

        _seen[kind] = seen with { Since = seen.Since ?? now, Count = seen.Count + audited.Count };
        return null;
    }

    /// <summary>Those whose minute is over, in the order their first came; where any are to be told, with their number and since when.</summary>
    public IReadOnlyList<(AuditEvent Audited, DateTimeOffset Since)> Over(DateTimeOffset now)
    {
        var over = _seen.Where(seen => now - seen.Value.FirstAt >= AuditRules.Together || now < seen.Value.FirstAt).OrderBy(seen => seen.Value.FirstAt).ToList();
        foreach (var (kind, _) in over) _seen.Remove(kind);
        return [.. over.Where(seen => seen.Value.Count > 0).Select(seen => (seen.Key with { Count = seen.Value.Count }, seen.Value.Since!.Value))];
    }

    /// <summary>All that has been counted, as <see cref="Over"/>.</summary>
    public IReadOnlyList<(AuditEvent Audited, DateTimeOffset Since)> All() => Over(DateTimeOffset.MaxValue);

    private sealed record Seen(DateTimeOffset FirstAt, DateTimeOffset? Since, int Count);
}
