namespace Muster.Tests.Simulation.Storage;

/// <summary>One call to a simulated disk, for whoever decides how long it takes and how it goes.</summary>
/// <param name="Subject">The conversation, or the grain's id and the state's name with a space between.</param>
public readonly record struct DiskOperation(DiskVerb Verb, string Subject)
{
    public bool IsWrite => Verb is not (DiskVerb.OpenConversation or DiskVerb.ReadEntries or DiskVerb.ReadState);
}
