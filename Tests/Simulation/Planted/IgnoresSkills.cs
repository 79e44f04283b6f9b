namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever is free is given what asks for a skill.</summary>
public sealed class IgnoresSkills() : JoinsAsAnother(join => join with { Triage = join.Triage is { } triage ? triage with { Skills = [] } : null });
