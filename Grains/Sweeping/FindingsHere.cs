using System.Collections.Immutable;

namespace Muster.Sweeping;

/// <summary>Broken promises that the sweepers of this process see now, for whoever measures; safe for any thread.</summary>
public sealed class FindingsHere
{
    private ImmutableSortedDictionary<string, ImmutableArray<SweepFinding>> _found = ImmutableSortedDictionary.Create<string, ImmutableArray<SweepFinding>>(StringComparer.Ordinal);

    /// <summary>By agency.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<SweepFinding>> Found => _found;

    internal void Tell(string agency, ImmutableArray<SweepFinding> findings) => ImmutableInterlocked.Update(ref _found, all => all.SetItem(agency, findings));

    /// <summary>Another process may sweep it from now on, and says so itself.</summary>
    internal void Forget(string agency) => ImmutableInterlocked.Update(ref _found, all => all.Remove(agency));
}
