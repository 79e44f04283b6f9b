using System.Collections.Immutable;

namespace Muster.Sweeping;

/// <summary>What the sweepers of this process have seen, for whoever measures; safe for any thread.</summary>
public sealed class FindingsHere
{
    private ImmutableSortedDictionary<string, SweepReport> _found = ImmutableSortedDictionary.Create<string, SweepReport>(StringComparer.Ordinal);

    /// <summary>By agency.</summary>
    public IReadOnlyDictionary<string, SweepReport> Found => _found;

    internal void Tell(string agency, SweepReport report) => ImmutableInterlocked.Update(ref _found, all => all.SetItem(agency, report));

    /// <summary>Another process may sweep it from now on, and says so itself.</summary>
    internal void Forget(string agency) => ImmutableInterlocked.Update(ref _found, all => all.Remove(agency));
}
