namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever says that a life is in danger stands in the line like everybody else.</summary>
public sealed class IgnoresDanger() : JoinsAsAnother(join => join.Triage?.IsAtRisk() == true ? join with { Triage = null } : join)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { Danger = 0.2 };
}
