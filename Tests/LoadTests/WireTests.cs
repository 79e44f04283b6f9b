using System.Text;
using Muster.LoadTests.Clients;
using Muster.LoadTests.Proof;
using Muster.LoadTests.Wire;

namespace Muster.Tests.LoadTests;

public sealed class WireTests
{
    private static readonly string Stream = InChunks(
        "id: 4\nevent: message\ndata: {", "\"seq\":4}\n", "\n", "event:heartbeat\ndata:{}\n\nid: 5\nevent", ": left\ndata: x\n", "\n");

    public static TheoryData<int> EveryCut => [.. Enumerable.Range(0, Stream.Length)];

    [Theory]
    [MemberData(nameof(EveryCut))]
    public void Events_are_found_wherever_the_network_cuts_the_stream(int cut)
    {
        var heard = new Heard();
        var chunks = new ChunkedDecoder(new ServerEventReader(heard));

        chunks.Feed(Encoding.ASCII.GetBytes(Stream[..cut]));
        chunks.Feed(Encoding.ASCII.GetBytes(Stream[cut..]));

        Assert.Equal(["4 message {\"seq\":4}", " heartbeat {}", "5 left x"], heard.Events);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, "abc")]
    [InlineData("HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", 201, "abc")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    public void An_answer_is_read_once_it_is_whole(string text, int status, string body)
    {
        for (var length = 0; length < text.Length; length++)
            Assert.False(Answer.TryRead(Encoding.ASCII.GetBytes(text), length, out _));

        Assert.True(Answer.TryRead(Encoding.ASCII.GetBytes(text), text.Length, out var answer));
        Assert.Equal((status, body), (answer.Status, Encoding.ASCII.GetString(answer.Body.Span)));
    }

    [Fact]
    public void A_refusal_says_when_to_come_again()
    {
        var text = Encoding.ASCII.GetBytes("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");

        Assert.True(Answer.TryRead(text, text.Length, out var answer));

        Assert.Equal((429, 7), (answer.Status, answer.RetryAfterSeconds));
    }

    [Theory]
    [InlineData(0, Side.Citizen, 0)]
    [InlineData(999, Side.Agent, 12_345)]
    public void A_message_id_names_its_message(int conversation, object side, int number)
    {
        var key = new MessageKey(conversation, (Side)side, number);
        var words = new Words("r01234567");

        Assert.Equal(key, words.KeyOf(Encoding.ASCII.GetBytes(words.IdOf(key))));
        Assert.Equal(key, words.KeyOf(Encoding.ASCII.GetBytes(words.Text(key))));
        Assert.Equal(Words.TextBytes, words.Text(key).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("r01234567")]
    [InlineData("r01234567-")]
    [InlineData("r01234567-1-c")]
    [InlineData("r76543210-1-c-1")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void An_id_that_is_not_of_this_run_is_unknown(string id) =>
        Assert.Equal(MessageKey.Unknown, new Words("r01234567").KeyOf(Encoding.ASCII.GetBytes(id)));

    [Fact]
    public void A_page_of_stored_entries_is_read_whole()
    {
        var words = new Words("r01234567");
        var key = new MessageKey(3, Side.Agent, 2);
        var page = $$"""
            {"events":[
              {"seq":6,"at":"2026-11-22T08:00:00.5Z","kind":"message","author":{"role":"agent","name":"Sam"},"messageId":"{{words.IdOf(key)}}","text":"{{words.Text(key)}}"},
              {"seq":7,"at":"2026-11-22T08:00:01Z","kind":"closed"}],"next":7}
            """;
        var view = new View();

        var read = EntryReader.ReadPage(Encoding.ASCII.GetBytes(page), words, view);

        Assert.Equal((2, 7), read);
        Assert.Equal(new Entry(6, true, key, words.HashOfText(key), new DateTime(2026, 11, 22, 8, 0, 0, 500).Ticks), view.Entries[0]);
        Assert.Equal((7, false), (view.Entries[1].Seq, view.Entries[1].IsMessage));
    }

    private static string InChunks(params string[] parts) =>
        string.Concat(parts.Select(part => $"{part.Length:x}\r\n{part}\r\n"));

    private sealed class Heard : IServerEventListener
    {
        public List<string> Events { get; } = [];

        public void On(ServerEvent happened) =>
            Events.Add($"{Encoding.ASCII.GetString(happened.Id)} {Encoding.ASCII.GetString(happened.Kind)} {Encoding.ASCII.GetString(happened.Body)}");
    }
}
