namespace Muster.Tests.Simulation.Planted;

/// <summary>The urgent stand where they started.</summary>
public sealed class IgnoresUrgency() : JoinsAsAnother(join => join with { Triage = join.Triage is { } triage ? triage with { HeadStart = TimeSpan.Zero } : null });
