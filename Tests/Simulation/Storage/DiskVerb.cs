namespace Muster.Tests.Simulation.Storage;

/// <summary>What is asked of a simulated disk.</summary>
public enum DiskVerb
{
    OpenConversation,
    ReadEntries,
    Append,
    SaveSnapshot,
    Replace,
    ReadState,
    WriteState,
    ClearState,
}
