using Muster.LoadTests.Proof;

namespace Muster.Tests.LoadTests;

public sealed class LedgerTests
{
    private readonly ToldConversation _told = new();

    [Fact]
    public void What_was_told_truly_is_clean()
    {
        var report = _told.Check();

        Assert.Empty(report.Faults);
        Assert.Equal(3, report.Acknowledged);
    }

    [Fact]
    public void An_acknowledged_message_that_is_not_stored_is_lost()
    {
        _told.Stored.RemoveAt(3);
        _told.OnCitizensStream.RemoveAt(3);
        _told.OnAgentsStream.RemoveAt(3);

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void A_message_that_never_came_to_the_other_side_is_lost()
    {
        _told.OnCitizensStream.RemoveAt(3);

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void A_message_that_never_came_back_to_its_sender_is_lost()
    {
        _told.OnAgentsStream.RemoveAt(3);

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void A_first_message_that_the_agent_never_saw_is_lost()
    {
        _told.OnAgentsStream.RemoveAt(0);

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void A_joining_that_one_stream_left_out_is_lost()
    {
        _told.OnCitizensStream.RemoveAt(1);

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void A_message_that_was_shown_but_is_not_stored_is_lost()
    {
        var vanished = ToldConversation.Message(5, new MessageKey(7, Side.Agent, 2), new MessageKey(7, Side.Agent, 2));
        _told.OnCitizensStream.Add(vanished);

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void A_gap_in_what_staff_read_is_a_loss()
    {
        _told.Stored.RemoveAt(1);
        _told.OnCitizensStream.RemoveAt(1);
        _told.OnAgentsStream.RemoveAt(1);

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void Another_message_under_an_acknowledged_number_is_a_loss()
    {
        _told.SeqAcknowledgedToAgent = 5;

        OnlyFinds(FaultKind.Lost);
    }

    [Fact]
    public void A_conversation_that_cannot_be_read_any_more_is_lost()
    {
        var ledger = new Ledger();
        ledger.Of("c9").Started(9, text: 1, seq: 1);

        Assert.Equal(FaultKind.Lost, Assert.Single(ledger.Check().Faults).Kind);
    }

    [Fact]
    public void A_message_stored_under_two_numbers_is_doubled()
    {
        foreach (var telling in new[] { _told.Stored, _told.OnCitizensStream, _told.OnAgentsStream })
            telling.Add(ToldConversation.Message(5, ToldConversation.ByAgent, ToldConversation.ByAgent));

        OnlyFinds(FaultKind.Doubled);
    }

    [Fact]
    public void A_message_shown_twice_on_one_stream_is_doubled()
    {
        _told.OnAgentsStream.Add(_told.Stored[3]);

        OnlyFinds(FaultKind.Doubled);
    }

    [Fact]
    public void A_repeat_that_is_answered_with_another_number_is_doubled()
    {
        _told.Check();
        _told.Record.Acknowledge(ToldConversation.ByAgent, 3, at: 4);

        Assert.Equal(FaultKind.Doubled, Assert.Single(_told.Ledger.Check().Faults).Kind);
    }

    [Fact]
    public void A_stream_that_goes_back_is_reordered()
    {
        _told.OnCitizensStream.Reverse(2, 2);

        OnlyFinds(FaultKind.Reordered);
    }

    [Fact]
    public void A_message_numbered_before_one_that_its_sender_had_seen_is_reordered()
    {
        _told.NewestThatAgentSaw = 4;

        OnlyFinds(FaultKind.Reordered);
    }

    [Fact]
    public void Other_words_than_were_written_are_altered()
    {
        foreach (var telling in new[] { _told.Stored, _told.OnCitizensStream, _told.OnAgentsStream })
            telling[2] = telling[2] with { Text = 99 };

        OnlyFinds(FaultKind.Altered);
    }

    [Fact]
    public void Other_words_on_a_stream_than_are_stored_are_altered()
    {
        _told.OnAgentsStream[0] = _told.OnAgentsStream[0] with { Text = 99 };

        OnlyFinds(FaultKind.Altered);
    }

    [Fact]
    public void Another_time_than_was_acknowledged_is_altered()
    {
        foreach (var telling in new[] { _told.Stored, _told.OnCitizensStream, _told.OnAgentsStream })
            telling[2] = telling[2] with { At = 99 };

        OnlyFinds(FaultKind.Altered);
    }

    [Fact]
    public void A_message_of_another_conversation_is_altered()
    {
        var foreign = new MessageKey(8, Side.Citizen, 1);
        foreach (var telling in new[] { _told.Stored, _told.OnCitizensStream, _told.OnAgentsStream })
            telling.Add(ToldConversation.Message(5, foreign, foreign));

        OnlyFinds(FaultKind.Altered);
    }

    [Fact]
    public void A_conversation_told_again_from_its_first_entry_is_not_doubled()
    {
        _told.Record.SeenByAgent.Begin();
        _told.OnAgentsStream.ForEach(entry => _told.Record.SeenByAgent.Saw(entry));

        Assert.Empty(_told.Check().Faults);
    }

    [Fact]
    public void A_settled_conversation_keeps_its_faults()
    {
        _told.OnAgentsStream.Add(_told.Stored[3]);
        _told.Check();

        _told.Ledger.Settle(_told.Record);

        var report = _told.Ledger.Check();
        Assert.Equal((1, 3, 1), (report.Doubled, report.Acknowledged, report.Conversations));
    }

    private void OnlyFinds(FaultKind kind)
    {
        var faults = _told.Check().Faults;

        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Equal(kind, fault.Kind));
    }
}
