// upvote
