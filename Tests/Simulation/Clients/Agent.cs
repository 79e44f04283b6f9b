using Muster.Agencies;
using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Tests.Simulation.Clients;

/// <summary>
/// An agent at a console: signs on, keeps the lease alive, answers several conversations at once, asks the closing question, closes,
/// hands over, accepts or declines offers; takes breaks, forgets a citizen, and at times the console falls silent without a word.
/// </summary>
public sealed class Agent(World world, StaffMember member, int number) : AtWork(world, member, number)
{
    private readonly HashSet<string> _serving = [];
    private bool _isSilent;
    private int _words;

    private double Slowness => World.IsEnding ? 0.2 : 1;

    private double WritingSlowness => World.IsEnding ? 0.2 : World.Scenario.Slowness;

    public async Task Live()
    {
        await Pause(0, 20);
        Console.Begin();
        await Become(Presence.Available);
        while (true)
        {
            await Pause(2 * Slowness, 8 * Slowness);
            if (World.IsEnding)
                await Return();
            else if (World.Scenario.IsRestless && Chance(0.02))
                await FallSilent();
            else if (World.Scenario.IsRestless && Chance(0.03))
                await TakeABreak();
            await Renew();
            if (Shown != Wanted)
                await Become(Wanted); // the lease had lapsed, an offer was missed, or the console shows something else for no reason
        }
    }

    private Task Return() => Wanted == Presence.Available ? Task.CompletedTask : Become(Presence.Available);

    private async Task FallSilent()
    {
        World.Tally.Add("LapsedLease");
        _isSilent = true;
        await Pause(35, 60);
        _isSilent = false;
    }

    private async Task TakeABreak()
    {
        await Become(Random.Next(3) switch { 0 => Presence.Busy, 1 => Presence.Away, _ => Presence.Offline });
        for (var left = Random.Next(1, 6); left > 0 && !World.IsEnding; left--)
        {
            await Pause(3, 6);
            await Renew();
        }

        await Become(Presence.Available);
    }

    private Task Become(Presence presence)
    {
        var isChosen = presence == Presence.Available && World.Scenario.IsRestless && !World.IsEnding && Chance(0.2);
        return Become(presence, isChosen ? Random.Next(1, Member.Capacity + 1) : Member.Capacity);
    }

    protected override void Look(AgentView view)
    {
        if (_isSilent)
            return;

        foreach (var slot in view.Slots)
        {
            if (slot.State != SlotState.Reserved && _serving.Add(slot.Conversation))
                Serve(slot).Ignore();
        }
    }

    private async Task Serve(Slot slot)
    {
        try
        {
            if (slot.State == SlotState.Offered)
                await Consider(slot);
            else if (slot.ConsultOf is { } advised)
                await new Advising(this, slot.Conversation, advised).Serve();
            else
                await new Desk(this, slot.Conversation).Serve();
        }
        finally
        {
            _serving.Remove(slot.Conversation);
        }
    }

    private async Task Consider(Slot slot)
    {
        await Pause(0.5, World.IsEnding ? 2 : 9);
        var chance = World.IsEnding ? 0 : Random.NextDouble();
        if (chance > 0.9)
        {
            World.Tally.Add("MissedOffer");
            await Task.Delay(TimeSpan.FromSeconds(15), Process.Time); // it lapses meanwhile
        }
        else if (chance > 0.7)
        {
            World.Tally.Add("DeclinedOffer");
            await Answer(() => Self.Decline(Me, slot.Conversation));
        }
        else
        {
            await Answer(() => Self.Accept(Me, slot.Conversation));
        }
    }

    /// <summary>One conversation in this agent's hands.</summary>
    private sealed class Desk(Agent agent, string key)
    {
        private readonly IConversationGrain _conversation = agent.Process.Grains.GetGrain<IConversationGrain>(key);
        private int _answered;
        private int _replies;
        private bool _isReached;
        private bool _mayNotWait;

        private World World => agent.World;

        public async Task Serve()
        {
            var isMine = true;
            while (isMine)
            {
                await agent.Pause(0.5 * agent.WritingSlowness, 6 * agent.WritingSlowness);
                if (World.Scenario.Neglect > 0 && !World.IsEnding && agent.Chance(World.Scenario.Neglect))
                    await Neglect();
                if (!agent._isSilent)
                    isMine = await Next();
            }
        }

        private Task Neglect()
        {
            World.Tally.Add("Neglect");
            return agent.Pause(20, 50);
        }

        /// <summary>One step; false when it is out of the agent's hands.</summary>
        private async Task<bool> Next()
        {
            if (agent.Console.WantsContact(key) && !_isReached)
                return await Reach();

            var said = agent.Console.SaidIn(key);
            if (said > _answered && _replies < World.Scenario.MostReplies)
            {
                _answered = said;
                return await Reply();
            }

            if (World.Scenario.Consulting > 0 && await Consulted() is { } isMine)
                return isMine;
            if (!World.IsEnding && agent.Chance(World.Scenario.HandingOver))
                return await HandOver();
            if (agent.Chance(0.1))
                return await Note();
            if (_replies == 0 && !World.IsEnding && agent.Chance(0.7))
                return true; // waits for the words to come
            if (World.Scenario.Lingering > 0 && !World.IsEnding && agent.Chance(World.Scenario.Lingering))
                return true;
            return await Finish();
        }

        private Task<bool> Reply()
        {
            _replies++;
            var number = ++agent._words;
            var command = new PostMessage($"r-{number}", $"{agent.Member.Alias} replies {number}");
            return Do("message", command.MessageId, command.Text, () => _conversation.Post(agent.Me, command));
        }

        /// <summary>Calls or writes as they asked; now and then nobody answers, and it is tried again later.</summary>
        private async Task<bool> Reach()
        {
            var isLater = !_mayNotWait && !World.IsEnding && agent.Chance(0.3);
            var again = isLater ? World.Now.AddSeconds(agent.Random.Next(70, 100)) : (DateTimeOffset?)null;
            var command = new RecordContact(isLater ? ContactOutcome.NotReached : ContactOutcome.Reached, again, agent.Chance(0.3) ? "called" : null) { MessageId = $"t-{++agent._words}" };
            World.Tally.Add(isLater ? "ContactLater" : "ContactMade");
            var outcome = await agent.Insist(agent.Ask(key, "contact-result", command.MessageId, null, isFromCitizen: false), () => _conversation.RecordContact(agent.Me, command));
            _mayNotWait = isLater && outcome.Refusal is Refusal.NotAllowed or Refusal.InvalidRequest; // the citizen has ended it, or the call took too long
            if (!outcome.IsDone && !_mayNotWait && outcome.Refusal is not (Refusal.NotFound or Refusal.ConversationClosed))
                agent.Surprise($"contact-result in {key} was refused: {outcome.Refusal}");
            _isReached = outcome.IsDone;
            return _mayNotWait || (outcome.IsDone && !isLater);
        }

        private Task<bool> Note()
        {
            var number = ++agent._words;
            var command = new AddNote($"{agent.Member.Alias} notes {number}", $"n-{number}");
            return Do("note", command.MessageId, command.Text, () => _conversation.Note(agent.Me, command));
        }

        /// <summary>Asks for advice now and then, waits for it, and has enough of it; null where something else is done.</summary>
        private async Task<bool?> Consulted()
        {
            if (agent.Console.ConsultIn(key) is { } open)
            {
                if (!agent.Chance(World.IsEnding ? 0.5 : 0.15))
                    return World.IsEnding || agent.Chance(0.2) ? null : true;
                World.Tally.Add("ConsultEnded");
                await agent.Insist(agent.Ask(key, "consult-end", null, null, isFromCitizen: false), () => _conversation.EndConsult(agent.Me, new EndConsult(open)));
                return true;
            }

            if (World.IsEnding || !agent.Chance(World.Scenario.Consulting))
                return null;

            var (queue, colleague, group) = Somebody();
            var number = ++agent._words;
            var command = new AskConsult(queue, colleague, $"{agent.Member.Alias} asks {number}") { Group = group, MessageId = $"c-{number}" };
            World.Tally.Add("Consult");
            var outcome = await agent.Insist(agent.Ask(key, "consult", command.MessageId, command.Question, isFromCitizen: false), () => _conversation.Consult(agent.Me, command));
            if (outcome.Refusal is not (null or Refusal.UnknownAgent or Refusal.NotAllowed or Refusal.SlowDown or Refusal.ConversationClosed or Refusal.NotFound))
                agent.Surprise($"consult in {key} was refused: {outcome.Refusal}");
            return outcome.Refusal is not Refusal.NotFound;
        }

        private (string? Queue, string? Colleague, string? Group) Somebody()
        {
            var queues = World.Scenario.Agency.Queues;
            var queue = queues[agent.Random.Next(queues.Length)].Id;
            var colleague = World.Staff[agent.Random.Next(World.Staff.Length)].UserName;
            var groups = World.Scenario.Agency.ExpertGroups;
            return agent.Random.Next(groups.IsEmpty ? 4 : 6) switch
            {
                0 => (null, colleague, null),
                1 => (queue, colleague, null),
                2 or 3 => (queue, null, null),
                _ => (null, null, groups[agent.Random.Next(groups.Length)].Id),
            };
        }

        private async Task<bool> HandOver()
        {
            var (queue, colleague, group) = Somebody();
            var command = new TransferConversation(queue, colleague, "please take over") { Group = group, Priority = World.Scenario.IsRouted && agent.Chance(0.2) ? "urgent" : null };
            World.Tally.Add("Transfer");
            var request = agent.Ask(key, "transfer", null, null, isFromCitizen: false);
            var outcome = await agent.Insist(request, () => _conversation.Transfer(agent.Me, command));
            return outcome.Refusal is Refusal.UnknownAgent or Refusal.InvalidRequest;
        }

        private async Task<bool> Finish()
        {
            if (agent.Chance(0.5))
            {
                if (!await Do("closing-question", null, null, () => _conversation.AskClosing(agent.Me)))
                    return await Close();
                await agent.Pause(0.5 * agent.Slowness, 5 * agent.Slowness);
            }

            return await Close();
        }

        private Task<bool> Close() =>
            Do("close", null, null, () => _conversation.Close(agent.Me, new CloseConversation("resolved", agent.Chance(0.2) ? "done" : null)), isLast: true);

        private async Task<bool> Do(string what, string? id, string? text, Func<Task<Outcome<Receipt>>> send, bool isLast = false)
        {
            if (agent._isSilent)
                return true;

            var request = agent.Ask(key, what, id, text, isFromCitizen: false);
            var outcome = await agent.Insist(request, send);
            if (what == "close" && outcome.Refusal == Refusal.NotAllowed && World.Scenario.Asking > 0 && !_isReached)
                return true; // what they asked for is not on the console yet
            if (!outcome.IsDone && outcome.Refusal is not (Refusal.NotFound or Refusal.ConversationClosed))
                agent.Surprise($"{what} in {key} was refused: {outcome.Refusal}");
            return outcome.IsDone && !isLast;
        }
    }

    /// <summary>A question of a colleague's in this agent's hands.</summary>
    private sealed class Advising(Agent agent, string consult, string advised)
    {
        public async Task Serve()
        {
            while (true)
            {
                await agent.Pause(0.5 * agent.WritingSlowness, 6 * agent.WritingSlowness);
                if (agent._isSilent)
                    continue;
                if (!agent.Chance(0.5))
                    break;
                await Note();
            }

            var outcome = await agent.Insist(agent.Ask(consult, "close", null, null, isFromCitizen: false), () => agent.Process.Grains.GetGrain<IConversationGrain>(consult).Close(agent.Me, new CloseConversation(null)));
            if (!outcome.IsDone && outcome.Refusal != Refusal.NotFound)
                agent.Surprise($"close of the consult {consult} was refused: {outcome.Refusal}");
        }

        private async Task Note()
        {
            var number = ++agent._words;
            var command = new AddNote($"{agent.Member.Alias} advises {number}", $"n-{number}");
            var outcome = await agent.Insist(agent.Ask(advised, "note", command.MessageId, command.Text, isFromCitizen: false), () => agent.Process.Grains.GetGrain<IConversationGrain>(advised).Note(agent.Me, command));
            agent.World.Tally.Add(outcome.IsDone ? "Advice" : "AdviceTooLate");
            if (!outcome.IsDone && outcome.Refusal is not (Refusal.NotFound or Refusal.ConversationClosed))
                agent.Surprise($"advice in {advised} was refused: {outcome.Refusal}");
        }
    }
}
