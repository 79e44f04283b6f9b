using System.Collections.Immutable;

namespace Muster.Silo.Starting;

/// <summary><c>DIR/muster.json</c>: this directory holds a Muster store.</summary>
/// <param name="Agencies">The files in <c>DIR/agencies</c> that Muster copied there.</param>
/// <param name="IsComplete">Whether its first start is over.</param>
internal sealed record StoreMark(ImmutableArray<string> Agencies, bool IsComplete);
