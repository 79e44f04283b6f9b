using System.Collections.Immutable;

namespace Muster.Queues;

/// <summary>How many conversations wait in the lines that this process keeps, for whoever measures; safe for any thread.</summary>
public sealed class LinesHere
{
    private ImmutableSortedDictionary<string, int> _waiting = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>By queue's grain key.</summary>
    public IReadOnlyDictionary<string, int> Waiting => _waiting;

    internal void Tell(string queue, int waiting) => ImmutableInterlocked.Update(ref _waiting, lines => lines.SetItem(queue, waiting));

    /// <summary>Another process may keep it from now on, and says so itself.</summary>
    internal void Forget(string queue) => ImmutableInterlocked.Update(ref _waiting, lines => lines.Remove(queue));
}
