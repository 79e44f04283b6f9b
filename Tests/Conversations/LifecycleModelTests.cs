using System.Text.Json;
using Muster.Conversations;
using Muster.Tests.Support;

namespace Muster.Tests.Conversations;

/// <summary>Any sequence of commands, compared with a conversation as one would write it on the back of an envelope.</summary>
public sealed class LifecycleModelTests
{
    private static readonly string[] Agents = [Some.Alex, Some.Blake];
    private static readonly TransferConversation ToTheOther = new(Some.OtherQueue, null, "note");

    [Fact]
    public void A_conversation_does_what_the_envelope_says_whatever_the_order_of_commands() => Property.Holds(tape =>
    {
        var (conversation, envelope) = (Conversation.Unopened, new Envelope());
        conversation = conversation.Then(ConversationRules.Start(Some.Settings, Some.Start(), Some.Triaged, 1));

        while (!tape.IsOver)
        {
            var (decision, grows) = Step(tape, conversation, envelope);

            Assert.Equal(grows, decision.Facts.Length);
            conversation = conversation.Then(decision);
            Assert.Equal(envelope.Facts, conversation.LastSeq);
            Assert.Equal(envelope.State, conversation.Status.ToString());
            Assert.Equal(envelope.Holder, conversation.IsClosed ? null : conversation.Holder?.StaffId);
            Assert.Equal(conversation, Reread(conversation), SameJson.Instance);
            Assert.True(conversation.HoldingSeq <= conversation.LastSeq);
            Assert.Equal(envelope.AwaitsReply, conversation.WaitsSince is not null);
        }
    });

    private static (Decision Decision, int Grows) Step(Tape tape, Conversation conversation, Envelope envelope)
    {
        var agent = tape.Of<string>(Agents);
        var isHolder = conversation.IsHeldBy(Some.Key, Some.Agent(agent)) && !conversation.IsClosed;
        return tape.Next(16) switch
        {
            0 => (conversation.Post(Some.ByCitizen, Some.Message()), envelope.Write(byCitizen: true)),
            1 when isHolder => (conversation.Post(Some.By(agent), Some.Message()), envelope.Write(byCitizen: false)),
            2 when isHolder => (conversation.Note(Some.By(agent), new AddNote("note")), envelope.Add(1)),
            3 => (conversation.Assign(Some.Assignment(agent, conversation.Queue), Some.Moment), envelope.Assign(agent)),
            4 => (conversation.ReturnToLine(agent, "agent-lost", 1), envelope.Lose(agent)),
            5 when isHolder && conversation.MayTransfer(Some.By(agent), ToTheOther) is null =>
                (conversation.Transfer(Some.By(agent), ToTheOther, new(Some.OtherQueue), conversation.Triage, 1), envelope.HandOver()),
            6 when isHolder => (conversation.AskClosing(), envelope.Ask()),
            7 => (conversation.AnswerClosing(tape.Chance(2)), envelope.Answer()),
            8 when tape.Chance(3) => (conversation.CloseByCitizen(), envelope.CloseByCitizen()),
            9 when isHolder && tape.Chance(3) => (conversation.CloseByStaff(Some.By(agent), Some.Close(), Some.Settings), envelope.Close()),
            10 => (conversation.Rate(new RateConversation(true, 5, null)), envelope.Rate()),
            11 => (conversation.CloseUnanswered(), envelope.Silence()),
            12 => (conversation.Post(Some.BySupervisor, Some.Message()), envelope.State == "Active" ? envelope.Add(1) : 0),
            13 => (conversation.Note(Some.BySupervisor, new AddNote("whisper")), envelope.State == "Closed" ? 0 : envelope.Add(1)),
            14 when tape.Chance(3) && conversation.MayTransfer(Some.BySupervisor, ToTheOther) is null =>
                (conversation.Transfer(Some.BySupervisor, ToTheOther, new(Some.OtherQueue), conversation.Triage, 1), envelope.HandOver()),
            15 when tape.Chance(3) && conversation.Status != ConversationStatus.Closed =>
                (conversation.CloseByStaff(Some.BySupervisor, Some.Close(), Some.Settings), envelope.Close()),
            _ => (Decision.Nothing, 0),
        };
    }

    private static Conversation Reread(Conversation conversation) =>
        JsonSerializer.Deserialize<Conversation>(JsonSerializer.Serialize(conversation))!;

    private sealed class SameJson : IEqualityComparer<Conversation>
    {
        public static readonly SameJson Instance = new();

        public bool Equals(Conversation? one, Conversation? other) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);

        public int GetHashCode(Conversation conversation) => 0;
    }

    /// <summary>The naive conversation: strings and flags. Each method says how many facts there must be.</summary>
    private sealed class Envelope
    {
        private bool _questionStands, _wasAsked, _wasAnswered, _wasRated;

        public string State { get; private set; } = "Waiting";

        public string? Holder { get; private set; }

        /// <summary>The holder is the one to speak.</summary>
        public bool AwaitsReply { get; private set; }

        public int Facts { get; private set; } = 3;

        public int Add(int facts)
        {
            Facts += facts;
            return facts;
        }

        public int Write(bool byCitizen)
        {
            if (State == "Closed")
                return 0;
            _questionStands &= !byCitizen;
            AwaitsReply = byCitizen && State == "Active";
            return Add(1);
        }

        public int Assign(string agent)
        {
            if (State != "Waiting")
                return 0;
            (State, Holder, AwaitsReply) = ("Active", agent, true);
            return Add(1);
        }

        public int Lose(string agent) =>
            Holder != agent || State == "Closed" ? 0
            : State == "WrapUp" ? End()
            : Requeue(2);

        public int HandOver() => Requeue(3);

        public int Ask()
        {
            if (State != "Active" || _questionStands)
                return 0;
            (_questionStands, _wasAsked, _wasAnswered, AwaitsReply) = (true, true, false, false);
            return Add(1);
        }

        public int Answer()
        {
            if (State == "Closed" || !_wasAsked || _wasAnswered)
                return 0;
            (_questionStands, _wasAnswered) = (false, true);
            return Add(1);
        }

        public int CloseByCitizen()
        {
            if (State == "Waiting")
                return End();
            if (State != "Active")
                return 0;
            (State, AwaitsReply) = ("WrapUp", false);
            return Add(1);
        }

        public int Close() => End();

        public int Silence() => State == "Active" && _questionStands ? End() : 0;

        public int Rate()
        {
            if (_wasRated || State is "Waiting" or "Active")
                return 0;
            _wasRated = true;
            return Add(1);
        }

        private int End()
        {
            (State, Holder, AwaitsReply) = ("Closed", null, false);
            return Add(1);
        }

        private int Requeue(int facts)
        {
            (State, Holder, AwaitsReply, _questionStands, _wasAsked, _wasAnswered) = ("Waiting", null, false, false, false, false);
            return Add(facts);
        }
    }
}
