using Muster.Queues;

namespace Muster.Tests.Simulation.Planted;

/// <summary>Everybody is given the head start of the urgent.</summary>
public sealed class MakesEverybodyUrgent() : JoinsAsAnother(join => join with { Triage = new Triage("urgent", TimeSpan.FromSeconds(Scenario.UrgentHeadStart), join.Triage?.Skills ?? [], null) });
