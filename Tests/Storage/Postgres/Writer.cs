using Muster.Records;
using Muster.Silo.Storage;

namespace Muster.Tests.Storage.Postgres;

/// <summary>Writes one conversation as a grain does: after an unknown outcome it looks at what is stored, and recognises its own.</summary>
internal sealed class Writer(IJournalStore journal, string conversation, Acknowledgements acknowledgements)
{
    /// <summary>Appends whose outcome was unknown.</summary>
    public int Failures { get; private set; }

    public async Task Write(int messages)
    {
        for (var seq = 1; seq <= messages; seq++)
        {
            var text = $"{conversation} says {seq}";
            while (!await Append(seq, text) && !await IsStored(seq, text)) Failures++;
            acknowledgements.Add(conversation, seq, text);
        }
    }

    private async Task<bool> Append(int seq, string text)
    {
        try
        {
            await journal.Append(conversation, seq - 1, [Some.Entry(seq, text)]);
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }

    private async Task<bool> IsStored(int seq, string text)
    {
        while (true)
        {
            try
            {
                return (await journal.Read(conversation, seq - 1, 10)) is [var entry] && entry.Text() == text;
            }
            catch (JournalUnavailableException)
            {
                // not yet
            }
        }
    }
}
