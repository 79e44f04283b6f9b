using Muster.LoadTests.Clients;
using Muster.LoadTests.Measures;
using Muster.LoadTests.Proof;

namespace Muster.LoadTests.Scenarios;

/// <summary>Does a message cost more when the conversation is long? Short and long ones take turns.</summary>
internal static class LongTranscript
{
    public const int Short = 10;
    public const int Long = 10_000;

    private const int Conversations = 40;
    private const int MessagesEach = 400;

    /// <returns>for each round a window at entry 10 and one at entry 10,000</returns>
    public static async Task<IReadOnlyList<(Measured Short, Measured Long)>> Run(Rig rig, int rounds)
    {
        var old = await rig.Floor.Open(Conversations);
        await Say(rig, old, $"writing {Long:N0} entries", Long);

        var windows = new List<(Measured, Measured)>();
        for (var round = 0; round < rounds; round++)
        {
            var young = await rig.Floor.Open(Conversations);
            await Say(rig, young, "beginning", Short);
            windows.Add((await Count(rig, young, Short), await Count(rig, old, Long)));
            await rig.Floor.Settle(young);
        }

        await rig.Floor.Settle(old);
        return windows;
    }

    private static async Task<Measured> Count(Rig rig, IReadOnlyList<Conversation> conversations, int entry)
    {
        var window = Window.Begin(rig, $"at entry {entry:N0}");
        await Say(rig, conversations, $"at entry {entry:N0}", MessagesEach);
        return window.End()();
    }

    private static async Task Say(Rig rig, IReadOnlyList<Conversation> conversations, string step, int messages)
    {
        var done = 0;
        await Task.WhenAll(conversations.Select(SayAll));

        async Task SayAll(Conversation conversation)
        {
            for (var message = 0; message < messages; message++)
            {
                await conversation.Say(message % 2 == 0 ? Side.Citizen : Side.Agent, rig.Loop.Now);
                if (++done % 1000 == 0)
                    rig.Board.Show($"{rig.Server.Name}: {step}", (double)done / (messages * conversations.Count));
            }
        }
    }
}
