using System.Collections.Immutable;
using Muster.Queues;

namespace Muster.Tests.Contracts.Planted;

/// <summary>Everything a grain's code must not do. No grain: an engine would run it.</summary>
internal static class PlantedGrain
{
    public static async Task<int> Ask(IQueueGrain queue, ImmutableDictionary<string, string> answers)
    {
        await queue.Wake();
        await Task.Delay(1).ConfigureAwait(false);
        var letters = 0;
        foreach (var (question, _) in answers) letters += question.Length;
        return letters;
    }
}
