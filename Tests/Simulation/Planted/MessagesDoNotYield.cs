namespace Muster.Tests.Simulation.Planted;

/// <summary>Whoever asks to be answered later stands in the line as if they waited at the screen.</summary>
public sealed class MessagesDoNotYield() : JoinsAsAnother(join => join.Triage?.HeadStart < TimeSpan.Zero ? join with { Triage = join.Triage with { HeadStart = TimeSpan.Zero } } : join)
{
    public override Scenario Adjust(Scenario scenario) => scenario with { Asking = 0.3 };
}
