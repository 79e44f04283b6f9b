namespace Muster.Records;

/// <summary>One stored fact.</summary>
/// <param name="Seq">Its number in the conversation, from 1 without a gap.</param>
/// <param name="At">When it happened, by the writer's clock, UTC.</param>
/// <param name="Key">Recognises the same command sent again for the conversation's whole life; 0 where there is none.</param>
/// <param name="Fact">What happened.</param>
public readonly record struct JournalEntry<TFact>(int Seq, DateTimeOffset At, UInt128 Key, TFact Fact)
    where TFact : class;
